package io.github.dhisadmin.sync.internal.remote;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One request to another server, before it is known which server and as whom. Immutable. */
final class HttpCall {
  private final String path;
  private final byte @Nullable [] contentOrNull;
  private final boolean zippable;
  private final @Nullable Supplier<InputStream> streamOrNull;
  private final Duration timeout;

  private HttpCall(
      String path,
      byte @Nullable [] contentOrNull,
      boolean zippable,
      @Nullable Supplier<InputStream> streamOrNull,
      Duration timeout) {
    this.path = path;
    this.contentOrNull = contentOrNull;
    this.zippable = zippable;
    this.streamOrNull = streamOrNull;
    this.timeout = timeout;
  }

  static HttpCall get(String path, Duration timeout) {
    return new HttpCall(path, null, false, null, timeout);
  }

  /**
   * Sends a document.
   *
   * @param zippable whether the endpoint looks for gzip, which not all of DHIS2's do
   */
  static HttpCall post(String path, String json, boolean zippable, Duration timeout) {
    return new HttpCall(path, json.getBytes(StandardCharsets.UTF_8), zippable, null, timeout);
  }

  /**
   * Sends a document that may be larger than the memory.
   *
   * @param content opens it; called once for each time it is sent
   */
  static HttpCall stream(String path, Supplier<InputStream> content, Duration timeout) {
    return new HttpCall(path, null, false, content, timeout);
  }

  /** With its parameters, which hold no secrets. */
  String path() {
    return path;
  }

  Optional<byte[]> content() {
    return Optional.ofNullable(contentOrNull);
  }

  /** What opens the content, if it is not held in memory. */
  Optional<Supplier<InputStream>> stream() {
    return Optional.ofNullable(streamOrNull);
  }

  boolean zippable() {
    return zippable;
  }

  Duration timeout() {
    return timeout;
  }

  @Override
  public String toString() {
    boolean asks = contentOrNull == null && streamOrNull == null;
    return (asks ? "GET " : "POST ") + path;
  }
}
