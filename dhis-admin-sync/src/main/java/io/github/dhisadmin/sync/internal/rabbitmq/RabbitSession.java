package io.github.dhisadmin.sync.internal.rabbitmq;

import com.rabbitmq.client.CancelCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.ShutdownSignalException;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.spi.TaskStore.Unannounced;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the broker, with its queues declared, until the first trouble. Messages arrive
 * by threads of the client; everything else is done by the one thread of the worker.
 */
final class RabbitSession implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final Duration CLOSE = Duration.ofSeconds(3);
  private static final int HEARTBEAT_SECONDS = 20;

  /** A message that comes back so often kills whoever takes it. */
  private static final int DELIVERIES = 20;

  /** Dead letters are for people to look at, and must not fill the broker. */
  private static final int DEAD_LETTERS = 10_000;

  private final RabbitSettings settings;
  private final Connection connection;
  private final Channel outgoing;
  private final Channel incoming;
  private final Map<ProcessType, Deque<Message>> arrived = new EnumMap<>(ProcessType.class);
  private final AtomicReference<@Nullable String> fault = new AtomicReference<>();

  private RabbitSession(RabbitSettings settings, Connection connection) throws IOException {
    this.settings = settings;
    this.connection = connection;
    this.outgoing = connection.createChannel();
    this.incoming = connection.createChannel();
  }

  static RabbitSession open(RabbitSettings settings) throws IOException, TimeoutException {
    Connection connection = factory(settings).newConnection("dhis-admin " + settings.name());
    try {
      RabbitSession session = new RabbitSession(settings, connection);
      session.prepare();
      return session;
    } catch (IOException | ShutdownSignalException e) {
      connection.abort();
      throw e;
    }
  }

  /** The client repairs nothing by itself: what was lost with a connection is known here only. */
  private static ConnectionFactory factory(RabbitSettings settings) throws IOException {
    ConnectionFactory factory = new ConnectionFactory();
    BrokerAddress address = settings.address();
    factory.setHost(address.host());
    factory.setPort(address.port());
    factory.setVirtualHost(address.virtualHost());
    factory.setUsername(settings.login().user());
    settings
        .login()
        .password()
        .use(
            password -> {
              factory.setPassword(new String(password));
              return factory;
            });
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setConnectionTimeout(Math.toIntExact(CONNECT.toMillis()));
    factory.setHandshakeTimeout(Math.toIntExact(ANSWER.toMillis()));
    factory.setChannelRpcTimeout(Math.toIntExact(ANSWER.toMillis()));
    factory.setShutdownTimeout(Math.toIntExact(CLOSE.toMillis()));
    factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
    if (address.encrypted()) {
      try {
        factory.useSslProtocol(SSLContext.getDefault());
      } catch (NoSuchAlgorithmException e) {
        throw new IOException("This Java has no TLS.", e);
      }
      factory.enableHostnameVerification();
    }
    return factory;
  }

  private void prepare() throws IOException {
    outgoing.queueDeclare(
        settings.deadLetters(),
        true,
        false,
        false,
        Map.of("x-queue-type", "quorum", "x-max-length", DEAD_LETTERS));
    for (ProcessType process : ProcessType.values()) {
      outgoing.queueDeclare(
          settings.queue(process),
          true,
          false,
          false,
          Map.of(
              "x-queue-type",
              "quorum",
              "x-delivery-limit",
              DELIVERIES,
              "x-dead-letter-exchange",
              "",
              "x-dead-letter-routing-key",
              settings.deadLetters()));
    }
    outgoing.confirmSelect();
    outgoing.addReturnListener(
        returned -> fault.set("it has no queue " + returned.getRoutingKey() + " any more"));
    incoming.basicQos(settings.prefetch());
  }

  /** Why it cannot be used any more; null if it can. */
  @Nullable String fault() {
    ShutdownSignalException reason = connection.getCloseReason();
    if (reason == null) {
      reason = outgoing.getCloseReason();
    }
    if (reason == null) {
      reason = incoming.getCloseReason();
    }
    return reason == null ? fault.get() : String.valueOf(reason.getMessage());
  }

  /**
   * Sends the news of tasks, and waits until the broker has stored it.
   *
   * @throws IOException if it has not; some may have been sent
   */
  void announce(List<Unannounced> tasks) throws IOException, TimeoutException {
    for (Unannounced task : tasks) {
      outgoing.basicPublish(
          "",
          settings.queue(task.process()),
          true,
          MessageProperties.MINIMAL_PERSISTENT_BASIC,
          Message.of(task.id()));
    }
    try {
      if (!outgoing.waitForConfirms(ANSWER.toMillis())) {
        throw new IOException("it did not store a message");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("The worker was interrupted while it told of tasks.");
    }
    String returned = fault.get();
    if (returned != null) {
      throw new IOException(returned);
    }
  }

  /** Messages that have arrived, which the broker keeps until it is told that they have. */
  Deque<Message> arrived(ProcessType process) throws IOException {
    Deque<Message> known = arrived.get(process);
    if (known != null) {
      return known;
    }
    Deque<Message> messages = new ConcurrentLinkedDeque<>();
    arrived.put(process, messages);
    String queue = settings.queue(process);
    CancelCallback gone = tag -> fault.set("it has deleted the queue " + queue);
    incoming.basicConsume(
        queue,
        false,
        (tag, delivery) ->
            messages.add(
                Message.arrived(
                    delivery.getEnvelope().getDeliveryTag(), process, delivery.getBody())),
        gone);
    return messages;
  }

  void acknowledge(Message message) throws IOException {
    incoming.basicAck(message.tag(), false);
  }

  /** What is no number of a task goes where people look for it. */
  void bury(Message message) throws IOException {
    incoming.basicReject(message.tag(), false);
  }

  /** Whether neither the broker nor this worker has a message that nobody has looked at. */
  boolean isDrained() throws IOException {
    for (Deque<Message> messages : arrived.values()) {
      if (!messages.isEmpty()) {
        return false;
      }
    }
    for (ProcessType process : ProcessType.values()) {
      if (outgoing.messageCount(settings.queue(process)) > 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    connection.abort(Math.toIntExact(CLOSE.toMillis()));
  }
}
