package io.github.dhisadmin.sync.internal.rabbitmq;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.secret.Secret;

/** Who talks to a broker. */
public record BrokerLogin(String user, Secret password) {
  /** Wants a name. */
  public BrokerLogin {
    if (user.isBlank()) {
      throw new InvalidRequestException("A broker wants to know who talks to it.");
    }
  }
}
