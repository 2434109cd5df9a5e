package io.github.dhisadmin.examples.migration;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.rabbitmq.RabbitMq;
import io.github.dhisadmin.testkit.broker.RabbitMqServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** A real RabbitMQ for a test, and somebody who interferes with it. */
final class Broker implements AutoCloseable {
  private static final String DEMANDED = "dhisadmin.test.rabbitmq";

  private final RabbitMqServer server;

  private Broker(RabbitMqServer server) {
    this.server = server;
  }

  /** Starts one; skips the test where it is not installed and nobody demands it. */
  static Broker start() throws IOException {
    boolean demanded = "required".equals(System.getProperty(DEMANDED));
    assumeTrue(
        demanded || RabbitMqServer.isInstalled(),
        "RABBITMQ-SERVER IS NOT INSTALLED, so nobody has tried the queue through a broker"
            + " (apt-get install rabbitmq-server)");
    return new Broker(RabbitMqServer.start(Path.of("target")));
  }

  /** The queues of a name, with little patience. */
  RabbitMq queues(String name) {
    return queues(name, server.password());
  }

  RabbitMq queues(String name, String password) {
    return RabbitMq.at(url(), server.user(), Secret.of(password))
        .named(name)
        .announcingAgainAfter(Duration.ZERO)
        .reconnectingAfter(Duration.ofMillis(200));
  }

  /** Where, by whom and with which password it is used, for other processes. */
  List<String> access() {
    return List.of(url(), server.user(), server.password());
  }

  private String url() {
    return "amqp://127.0.0.1:" + server.port();
  }

  void kill() {
    server.kill();
  }

  void startAgain() throws IOException {
    server.start();
  }

  /** Throws the messages of a queue away; tells how many there were. */
  int purge(String queue) {
    return call(channel -> channel.queuePurge(queue).getMessageCount());
  }

  void delete(String queue) {
    call(channel -> channel.queueDelete(queue));
  }

  void declareOtherwise(String queue) {
    call(channel -> channel.queueDeclare(queue, true, false, false, null));
  }

  void send(String queue, String text) {
    call(
        channel -> {
          channel.confirmSelect();
          channel.basicPublish("", queue, null, text.getBytes(StandardCharsets.UTF_8));
          return channel.waitForConfirms();
        });
  }

  /** The next message of a queue. */
  Optional<String> take(String queue) {
    return call(
        channel -> {
          GetResponse message = channel.basicGet(queue, true);
          return Optional.ofNullable(message)
              .map(each -> new String(each.getBody(), StandardCharsets.UTF_8));
        });
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** What is done with a channel. */
  @FunctionalInterface
  private interface Work<T> {
    T with(Channel channel) throws IOException, InterruptedException;
  }

  private <T> T call(Work<T> work) {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(server.port());
    try (Connection connection = factory.newConnection("the test")) {
      return work.with(connection.createChannel());
    } catch (IOException | TimeoutException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
