package io.github.dhisadmin.bench.migration;

import com.rabbitmq.client.CancelCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DeliverCallback;
import com.rabbitmq.client.MessageProperties;
import io.github.dhisadmin.bench.sql.BenchmarkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The broker with nothing behind it: persistent messages to a quorum queue, confirmed by the
 * thousand, and acknowledged one by one. Nobody could tell what became of a task.
 */
final class BareLoop implements TaskContender {
  private static final int CONFIRMED_AT_ONCE = 1_000;
  private static final int PREFETCH = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String QUEUE = "bench-bare";

  private final BrokerAccess broker;

  BareLoop(BrokerAccess broker) {
    this.broker = broker;
  }

  @Override
  public String name() {
    return "bare amqp-client loop";
  }

  @Override
  public Lap run(int tasks) {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(broker.host());
    factory.setPort(broker.port());
    factory.setUsername(broker.user());
    factory.setPassword(broker.password());
    try (Connection connection = factory.newConnection("bench")) {
      return run(tasks, connection.createChannel(), connection.createChannel());
    } catch (IOException | TimeoutException e) {
      throw new BenchmarkException("the broker does not do what it should", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("interrupted", e);
    }
  }

  private static Lap run(int tasks, Channel outgoing, Channel incoming)
      throws IOException, InterruptedException, TimeoutException {
    outgoing.queueDeclare(QUEUE, true, false, false, Map.of("x-queue-type", "quorum"));
    outgoing.confirmSelect();
    incoming.basicQos(PREFETCH);
    CountDownLatch left = new CountDownLatch(tasks);
    DeliverCallback acknowledge =
        (tag, delivery) -> {
          incoming.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
          left.countDown();
        };
    CancelCallback gone = tag -> {};
    long start = System.nanoTime();
    incoming.basicConsume(QUEUE, false, acknowledge, gone);
    for (int i = 1; i <= tasks; i++) {
      outgoing.basicPublish(
          "",
          QUEUE,
          true,
          MessageProperties.MINIMAL_PERSISTENT_BASIC,
          String.valueOf(i).getBytes(StandardCharsets.US_ASCII));
      if (i % CONFIRMED_AT_ONCE == 0 || i == tasks) {
        outgoing.waitForConfirmsOrDie(PATIENCE.toMillis());
      }
    }
    if (!left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new BenchmarkException(left.getCount() + " messages did not arrive", null);
    }
    // A queue of the library is told of tasks while it carries them out.
    Lap lap = Lap.of(start, start, System.nanoTime());
    outgoing.queueDelete(QUEUE);
    return lap;
  }
}
