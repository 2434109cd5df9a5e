package io.github.dhisadmin.testkit.remote;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A route of a {@link FakeDhis2} to another one, as its administrator defines it. Immutable.
 *
 * @param code by which it is called
 * @param url where it leads, with {@code /**} at the end if it may be asked for more than that
 * @param disabled whether nobody may use it
 * @param server who answers there
 * @param authorization what is shown to that server, whoever asks
 */
public record FakeRoute(
    String code, String url, boolean disabled, FakeDhis2 server, String authorization) {

  /**
   * A route to everything below a path of a server.
   *
   * @param path as in {@code /api}; empty for the whole server
   */
  public static FakeRoute to(
      FakeDhis2 server, String path, String code, String username, String password) {
    String pair = username + ":" + password;
    return new FakeRoute(
        code,
        server.url() + path + "/**",
        false,
        server,
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  /** The same, which nobody may use. */
  public FakeRoute asDisabled() {
    return new FakeRoute(code, url, true, server, authorization);
  }

  /** The same with another URL, although it goes on leading to the same server. */
  public FakeRoute saying(String otherUrl) {
    return new FakeRoute(code, otherUrl, disabled, server, authorization);
  }

  /** Whether what stands below its URL may be asked for. */
  boolean isOpen() {
    return url.endsWith("/**");
  }

  /** A path of the server that the route leads to. */
  String path(String rest) {
    String base = isOpen() ? url.substring(0, url.length() - 2) : url;
    return URI.create(base).getPath() + rest;
  }
}
