package io.github.dhisadmin.testkit.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** An answer to a request. Immutable. */
final class HttpReply {
  static final String JSON = "application/json;charset=UTF-8";
  static final String HTML = "text/html;charset=utf-8";

  private final int status;
  private final Map<String, String> headers;
  private final byte[] content;

  HttpReply(int status, Map<String, String> headers, byte[] content) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.content = content;
  }

  static HttpReply of(int status, String contentType, String body) {
    return new HttpReply(
        status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
  }

  static HttpReply empty(int status) {
    return new HttpReply(status, Map.of(), new byte[0]);
  }

  HttpReply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new HttpReply(status, more, content);
  }

  HttpReply zipped() {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new HttpReply(status, headers, zipped.toByteArray()).with("Content-Encoding", "gzip");
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] content() {
    return content;
  }
}
