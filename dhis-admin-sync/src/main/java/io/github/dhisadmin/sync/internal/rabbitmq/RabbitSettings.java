package io.github.dhisadmin.sync.internal.rabbitmq;

import io.github.dhisadmin.migration.ProcessType;
import java.time.Duration;
import java.util.Locale;

/**
 * How a broker is used.
 *
 * @param address where it listens
 * @param login who talks to it
 * @param name the beginning of the queues' names
 * @param prefetch how many messages of a process type a worker has at most
 * @param lostAfter how long a message may be on its way when no queue holds any
 * @param reconnectAfter the pause between attempts to reach the broker
 */
public record RabbitSettings(
    BrokerAddress address,
    BrokerLogin login,
    String name,
    int prefetch,
    Duration lostAfter,
    Duration reconnectAfter) {

  /** The same with other names of queues. */
  public RabbitSettings named(String other) {
    return new RabbitSettings(address, login, other, prefetch, lostAfter, reconnectAfter);
  }

  /** The same with another number of messages. */
  public RabbitSettings prefetching(int messages) {
    return new RabbitSettings(address, login, name, messages, lostAfter, reconnectAfter);
  }

  /** The same with more or less patience with messages. */
  public RabbitSettings losingAfter(Duration time) {
    return new RabbitSettings(address, login, name, prefetch, time, reconnectAfter);
  }

  /** The same with another pause. */
  public RabbitSettings reconnectingAfter(Duration pause) {
    return new RabbitSettings(address, login, name, prefetch, lostAfter, pause);
  }

  String queue(ProcessType process) {
    return name + "." + process.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String deadLetters() {
    return name + ".dead";
  }
}
