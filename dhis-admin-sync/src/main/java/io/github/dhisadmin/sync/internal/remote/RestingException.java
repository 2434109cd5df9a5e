package io.github.dhisadmin.sync.internal.remote;

import java.time.Duration;

/**
 * A server is left alone, as it did not answer for some time; nothing was sent. Only who asked for
 * a {@linkplain Dhis2Remote#sparing sparing} server meets it.
 */
public final class RestingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String server;
  private final Duration rest;

  /**
   * Creates the exception.
   *
   * @param server which one
   * @param rest for how long
   */
  public RestingException(String server, Duration rest) {
    super(server + " does not answer, and is left alone for " + rest.toSeconds() + " seconds.");
    this.server = server;
    this.rest = rest;
  }

  /** Which one. */
  public String server() {
    return server;
  }

  /** For how long. */
  public Duration rest() {
    return rest;
  }
}
