package io.github.dhisadmin.sync.internal.remote;

import io.github.dhisadmin.sync.RemoteUrl;
import java.net.URI;

/**
 * Where requests go: to a server, or to a route by which one server asks another.
 *
 * @param base what stands before the path
 * @param cut with what paths begin that is part of the base already; empty for nothing
 */
record Address(RemoteUrl base, String cut) {

  static Address of(RemoteUrl server) {
    return new Address(server, "");
  }

  /** The address of an endpoint, given as the server itself calls it. */
  URI resolve(String pathAndQuery) {
    return base.resolve(
        pathAndQuery.startsWith(cut) ? pathAndQuery.substring(cut.length()) : pathAndQuery);
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
