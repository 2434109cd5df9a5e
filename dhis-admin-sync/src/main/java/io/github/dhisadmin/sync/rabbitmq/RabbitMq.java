package io.github.dhisadmin.sync.rabbitmq;

import io.github.dhisadmin.error.ConfigurationException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.migration.spi.TaskStore;
import io.github.dhisadmin.migration.spi.WorkQueue;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.internal.rabbitmq.BrokerAddress;
import io.github.dhisadmin.sync.internal.rabbitmq.BrokerLogin;
import io.github.dhisadmin.sync.internal.rabbitmq.RabbitSettings;
import io.github.dhisadmin.sync.internal.rabbitmq.RabbitWorkQueue;
import java.time.Duration;

/**
 * RabbitMQ as the queue of migrations. It tells workers of tasks; who gets one, and what became of
 * it, stays in the database, from which tasks are taken while the broker is out of reach. The host
 * adds {@code com.rabbitmq:amqp-client}, whose threads serve the one connection of a worker.
 * Immutable.
 */
public final class RabbitMq implements WorkQueue.Factory {
  private static final int PREFETCH = 20;
  private static final int MOST_PREFETCHED = 1_000;

  private final RabbitSettings settings;

  private RabbitMq(RabbitSettings settings) {
    this.settings = settings;
  }

  /**
   * A broker.
   *
   * @param url {@code amqps://host:port/vhost}, or {@code amqp://} on this machine; port and
   *     virtual host may be left out
   * @param user who may create, read and write queues whose names begin with the name of these
   */
  public static RabbitMq at(String url, String user, Secret password) {
    return new RabbitMq(
        new RabbitSettings(
            BrokerAddress.of(url),
            new BrokerLogin(user, password),
            "dhis-admin",
            PREFETCH,
            Duration.ofMinutes(1),
            Duration.ofSeconds(5)));
  }

  /**
   * The same with another beginning of the queues' names, {@code dhis-admin} unless set. Each
   * database wants its own: the numbers of their tasks are the same.
   */
  public RabbitMq named(String name) {
    if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
      throw new InvalidRequestException(
          "The name of queues has 1 to 100 letters, digits, dots, dashes and underscores.");
    }
    return new RabbitMq(settings.named(name));
  }

  /**
   * The same with another number of messages that a worker is given of each process type before it
   * has settled them; 20 unless set. More are faster with small tasks, fewer share large ones
   * better.
   */
  public RabbitMq prefetch(int messages) {
    if (messages < 1 || messages > MOST_PREFETCHED) {
      throw new InvalidRequestException("Between 1 and 1000 messages are prefetched.");
    }
    return new RabbitMq(settings.prefetching(messages));
  }

  /**
   * The same with another time after which a message counts as lost when no queue holds any and its
   * task still waits; a minute unless set. The task is announced again then.
   */
  public RabbitMq announcingAgainAfter(Duration time) {
    if (time.isNegative()) {
      throw new InvalidRequestException("A message cannot be lost before it was sent.");
    }
    return new RabbitMq(settings.losingAfter(time));
  }

  /** The same with another pause between attempts to reach the broker; five seconds unless set. */
  public RabbitMq reconnectingAfter(Duration pause) {
    if (pause.isNegative()) {
      throw new InvalidRequestException("A pause is not negative.");
    }
    return new RabbitMq(settings.reconnectingAfter(pause));
  }

  /**
   * The queue of one worker process.
   *
   * @throws ConfigurationException if the broker refuses the login, the virtual host or the queues.
   *     A broker that does not answer is a warning of the worker's result.
   */
  @Override
  public WorkQueue open(TaskStore store) {
    return RabbitWorkQueue.open(store, settings);
  }

  @Override
  public String toString() {
    return "RabbitMQ at " + settings.address();
  }
}
