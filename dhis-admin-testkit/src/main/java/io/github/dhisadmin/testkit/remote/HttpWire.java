package io.github.dhisadmin.testkit.remote;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of HTTP/1.1 that Java's client speaks, on one connection. */
final class HttpWire {
  private final InputStream in;
  private final OutputStream out;

  HttpWire(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** The next request, or null if the client has hung up or speaks something else, as TLS. */
  @Nullable RemoteRequest read() throws IOException {
    String start = line();
    if (!start.contains(" HTTP/")) {
      return null;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }
    String[] words = start.split(" ", -1);
    URI target = URI.create(words[1]);
    return new RemoteRequest(words[0], target.getPath(), query(target), headers, content(headers));
  }

  /** Writes an answer, of which this many bytes of content get through. */
  void write(HttpReply reply, int bytes) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 ");
    head.append(reply.status()).append(' ').append(WebMessages.phrase(reply.status()));
    reply.headers().forEach((name, value) -> head.append("\r\n" + name + ": " + value));
    head.append("\r\nContent-Length: ").append(reply.content().length).append("\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.write(reply.content(), 0, bytes);
    out.flush();
  }

  private byte[] content(Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      return chunks();
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return exactly(length);
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    int length = Integer.parseInt(line(), 16);
    while (length > 0) {
      content.write(exactly(length));
      line();
      length = Integer.parseInt(line(), 16);
    }
    line();
    return content.toByteArray();
  }

  private byte[] exactly(int length) throws IOException {
    byte[] content = in.readNBytes(length);
    if (content.length < length) {
      throw new EOFException();
    }
    return content;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
      if (read != '\r') {
        line.append((char) read);
      }
    }
    return line.toString();
  }

  private static Map<String, String> query(URI target) {
    Map<String, String> query = new LinkedHashMap<>();
    String raw = target.getRawQuery();
    if (raw != null) {
      for (String each : raw.split("&", -1)) {
        int equals = each.indexOf('=');
        String name = equals < 0 ? each : each.substring(0, equals);
        String value = equals < 0 ? "" : each.substring(equals + 1);
        query.merge(
            URLDecoder.decode(name, StandardCharsets.UTF_8),
            URLDecoder.decode(value, StandardCharsets.UTF_8),
            (one, other) -> one + "," + other);
      }
    }
    return query;
  }
}
