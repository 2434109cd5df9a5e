package io.github.dhisadmin.sync.internal.remote;

import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One request to another server, before it is known which server and as whom. Immutable. */
final class HttpCall {
  private final String path;
  private final @Nullable Payload payloadOrNull;
  private final @Nullable Supplier<InputStream> streamOrNull;
  private final Duration timeout;

  private HttpCall(
      String path,
      @Nullable Payload payloadOrNull,
      @Nullable Supplier<InputStream> streamOrNull,
      Duration timeout) {
    this.path = path;
    this.payloadOrNull = payloadOrNull;
    this.streamOrNull = streamOrNull;
    this.timeout = timeout;
  }

  static HttpCall get(String path, Duration timeout) {
    return new HttpCall(path, null, null, timeout);
  }

  /** Sends a document. */
  static HttpCall post(String path, Payload payload, Duration timeout) {
    return new HttpCall(path, payload, null, timeout);
  }

  /**
   * Sends a document that may be larger than the memory.
   *
   * @param content opens it; called once for each time it is sent
   */
  static HttpCall stream(String path, Supplier<InputStream> content, Duration timeout) {
    return new HttpCall(path, null, content, timeout);
  }

  /** With its parameters, which hold no secrets. */
  String path() {
    return path;
  }

  /** The document, if it is held in memory. */
  Optional<Payload> payload() {
    return Optional.ofNullable(payloadOrNull);
  }

  /** What opens the content, if it is not held in memory. */
  Optional<Supplier<InputStream>> stream() {
    return Optional.ofNullable(streamOrNull);
  }

  Duration timeout() {
    return timeout;
  }

  @Override
  public String toString() {
    boolean asks = payloadOrNull == null && streamOrNull == null;
    return (asks ? "GET " : "POST ") + path;
  }
}
