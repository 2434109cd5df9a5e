package io.github.dhisadmin.bench.migration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server that has a value for each data element, period and organisation unit that it is asked
 * for. It makes them up while it writes, so that it needs no memory.
 */
final class GivingServer implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final int LARGEST_VALUE = 1_000;

  private final HttpServer server;
  private final int units;
  private final AtomicLong values = new AtomicLong();

  /** Starts on a free port, with so many organisation units. */
  GivingServer(int units) {
    this.units = units;
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/api/dataValueSets", this::give);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How many values it has given away. */
  long values() {
    return values.get();
  }

  private void give(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    List<String> elements = named(query, "dataElement");
    List<String> periods = named(query, "period");
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), BUFFER)) {
      write(out, "{\"dataValues\":[");
      String separator = "";
      for (String period : periods) {
        for (String element : elements) {
          for (int unit = 0; unit < units; unit++) {
            write(out, separator);
            write(out, value(element, period, unit));
            separator = ",";
          }
        }
      }
      write(out, "]}");
    }
    values.addAndGet((long) periods.size() * elements.size() * units);
  }

  private static List<String> named(String query, String parameter) {
    List<String> named = new ArrayList<>();
    for (String each : query.split("&", -1)) {
      if (each.startsWith(parameter + "=")) {
        named.add(each.substring(parameter.length() + 1));
      }
    }
    return named;
  }

  /** As DHIS2 2.42 writes it. */
  private static String value(String element, String period, int unit) {
    int content = Math.floorMod((element + period).hashCode() + unit, LARGEST_VALUE);
    return "{\"dataElement\":\""
        + element
        + "\",\"period\":\""
        + period
        + "\",\"orgUnit\":\"Unit"
        + String.valueOf(1_000_000 + unit)
        + "\",\"categoryOptionCombo\":\"HllvX50cXC0\",\"attributeOptionCombo\":\"HllvX50cXC0\","
        + "\"value\":\""
        + content
        + "\",\"storedBy\":\"bench\",\"created\":\"2026-11-22T01:44:40.000+0000\","
        + "\"lastUpdated\":\"2026-11-22T01:44:40.000+0000\",\"followup\":false}";
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
