package io.github.dhisadmin.sync.internal.remote;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request to another server, before it is known which server and as whom. Immutable. */
final class HttpCall {
  private final String path;
  private final byte @Nullable [] contentOrNull;
  private final boolean zippable;
  private final Duration timeout;

  private HttpCall(
      String path, byte @Nullable [] contentOrNull, boolean zippable, Duration timeout) {
    this.path = path;
    this.contentOrNull = contentOrNull;
    this.zippable = zippable;
    this.timeout = timeout;
  }

  static HttpCall get(String path, Duration timeout) {
    return new HttpCall(path, null, false, timeout);
  }

  /**
   * Sends a document.
   *
   * @param zippable whether the endpoint looks for gzip, which not all of DHIS2's do
   */
  static HttpCall post(String path, String json, boolean zippable, Duration timeout) {
    return new HttpCall(path, json.getBytes(StandardCharsets.UTF_8), zippable, timeout);
  }

  /** With its parameters, which hold no secrets. */
  String path() {
    return path;
  }

  Optional<byte[]> content() {
    return Optional.ofNullable(contentOrNull);
  }

  boolean zippable() {
    return zippable;
  }

  Duration timeout() {
    return timeout;
  }

  @Override
  public String toString() {
    return (contentOrNull == null ? "GET " : "POST ") + path;
  }
}
