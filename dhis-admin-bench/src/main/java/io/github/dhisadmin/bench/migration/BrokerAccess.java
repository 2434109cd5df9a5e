package io.github.dhisadmin.bench.migration;

import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.rabbitmq.RabbitMq;

/**
 * A RabbitMQ.
 *
 * @param host where it listens
 * @param port where it listens
 * @param user who may do everything
 * @param password of that user
 */
record BrokerAccess(String host, int port, String user, String password) {

  /** The library's queues of a name. */
  RabbitMq queues(String name) {
    return RabbitMq.at("amqp://" + host + ":" + port, user, Secret.of(password)).named(name);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
