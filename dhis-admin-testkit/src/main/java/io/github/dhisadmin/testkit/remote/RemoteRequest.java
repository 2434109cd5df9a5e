package io.github.dhisadmin.testkit.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A request as it came over the wire. Immutable. */
public final class RemoteRequest {
  private final String method;
  private final String path;
  private final Map<String, String> query;
  private final Map<String, String> headers;
  private final byte[] content;

  RemoteRequest(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] content) {
    this.method = method;
    this.path = path;
    this.query = Map.copyOf(query);
    this.headers = Map.copyOf(headers);
    this.content = content;
  }

  /** GET or POST. */
  public String method() {
    return method;
  }

  /** The path without its query, as in {@code /api/dataValueSets}. */
  public String path() {
    return path;
  }

  /** The parameters of the query, decoded; one that comes again is added after a comma. */
  public Map<String, String> query() {
    return query;
  }

  /** A parameter of the query, or what counts when it is not given. */
  public String query(String name, String whenAbsent) {
    return query.getOrDefault(name, whenAbsent);
  }

  /** A header by its name in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The same for another server, which is told other headers. */
  RemoteRequest sentTo(String newPath, Map<String, String> newHeaders) {
    return new RemoteRequest(method, newPath, query, newHeaders, content);
  }

  /** All headers, as a page for people would show them. */
  String headerText() {
    return headers.toString();
  }

  /** Whether the content begins as gzip does, whatever the headers say. */
  public boolean isGzip() {
    return content.length > 1 && (content[0] & 0xff) == 0x1f && (content[1] & 0xff) == 0x8b;
  }

  /** The content as text, unzipped if it was zipped. */
  public String body() {
    return new String(isGzip() ? unzipped() : content, StandardCharsets.UTF_8);
  }

  /** How many bytes of content came over the wire. */
  public int contentLength() {
    return content.length;
  }

  private byte[] unzipped() {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return in.readAllBytes();
    } catch (IOException e) {
      return new byte[0];
    }
  }

  @Override
  public String toString() {
    return method + " " + path + (query.isEmpty() ? "" : "?" + query);
  }
}
