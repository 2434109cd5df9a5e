package io.github.dhisadmin.bench.sync;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A server that says yes to all data values, after the time that a DHIS2 server takes to import
 * them. It keeps nothing, so that it needs no memory; it may write the pages down.
 */
public final class ReceivingServer implements AutoCloseable {
  private static final String ROW = "\"dataElement\"";
  private static final long NANOS = 1_000_000_000L;

  private final HttpServer server;
  private final long rowsPerSecond;
  private final @Nullable Path pages;
  private final AtomicLong rows = new AtomicLong();
  private final AtomicInteger requests = new AtomicInteger();

  /**
   * Starts on a free port.
   *
   * @param rowsPerSecond how fast it imports; 0 for at once
   * @param pages where to write the pages; null for nowhere
   */
  public ReceivingServer(long rowsPerSecond, @Nullable Path pages) {
    this.rowsPerSecond = rowsPerSecond;
    this.pages = pages;
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/api/system/ping", exchange -> answer(exchange, "pong"));
    server.createContext(
        "/api/system/info", exchange -> answer(exchange, "{\"version\":\"2.42.1\"}"));
    server.createContext(
        "/api/me",
        exchange -> answer(exchange, "{\"username\":\"bench\",\"authorities\":[\"ALL\"]}"));
    server.createContext("/api/dataValueSets", this::take);
    server.start();
  }

  /** Where it answers. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How many data values arrived. */
  public long rows() {
    return rows.get();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    long arrived = System.nanoTime();
    if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
      body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    long count = count(body);
    int number = requests.getAndIncrement();
    if (pages != null) {
      Files.write(pages.resolve("%06d.json".formatted(number)), body);
    }
    if (rowsPerSecond > 0) {
      // Unzipping and reading are part of an import.
      long end = arrived + count * NANOS / rowsPerSecond;
      for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
    rows.addAndGet(count);
    answer(
        exchange,
        "{\"httpStatus\":\"OK\",\"httpStatusCode\":200,\"status\":\"OK\",\"response\":{"
            + "\"responseType\":\"ImportSummary\",\"status\":\"SUCCESS\",\"importCount\":{"
            + "\"imported\":"
            + count
            + ",\"updated\":0,\"ignored\":0,\"deleted\":0},\"conflicts\":[]}}");
  }

  private static long count(byte[] body) {
    byte[] wanted = ROW.getBytes(StandardCharsets.US_ASCII);
    long found = 0;
    for (int at = 0; at + wanted.length <= body.length; at++) {
      int matched = 0;
      while (matched < wanted.length && body[at + matched] == wanted[matched]) {
        matched++;
      }
      if (matched == wanted.length) {
        found++;
      }
    }
    return found;
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
