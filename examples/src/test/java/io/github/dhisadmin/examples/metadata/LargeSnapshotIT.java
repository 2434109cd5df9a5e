package io.github.dhisadmin.examples.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A version of 300 MB goes through a process that has 128 MB. */
class LargeSnapshotIT {
  @RegisterExtension static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242();

  private static final long SIZE = 300L << 20;
  private static final String BEGIN =
      "{\"system\":{\"version\":\"2.42.7\"},"
          + "\"jobConfigurations\":[{\"id\":\"JobJobJob01\",\"name\":\"nightly\"}],"
          + "\"options\":[{\"id\":\"Option00000\"}";
  private static final String END = "]}";
  private static final String CUT =
      "\"jobConfigurations\":[{\"id\":\"JobJobJob01\",\"name\":\"nightly\"}],";

  @TempDir private Path directory;
  private final Map<String, Long> imported = new ConcurrentHashMap<>();

  @Test
  void version_larger_than_the_memory_is_checked_and_imported() throws Exception {
    Path snapshot = directory.resolve("snapshot.gz");
    long[] length = new long[1];
    String hash = generate(snapshot, length);
    HttpServer server = serve(snapshot, hash);
    try {
      RemoteUrl url = RemoteUrl.of("http://127.0.0.1:" + server.getAddress().getPort());
      try (DhisAdmin admin =
          MetadataSyncProcess.open(DHIS2.dataSource(), directory.resolve("snapshots"))) {
        Credentials sync = Credentials.basic("sync", Secret.of("Very-secret-1"));
        admin.sync().targets().add("central", url, sync);
        admin.sync().targets().add("local", url, sync);
      }

      try (ForkedProcess process =
          ForkedProcess.startSmall(
              MetadataSyncProcess.class,
              DHIS2.database(),
              directory.resolve("snapshots").toString())) {
        assertThat(process.readUntil(line -> line.startsWith("ended")))
            .hasValueSatisfying(line -> assertThat(line).startsWith("ended SUCCEEDED [Version_1]"));
      }

      assertThat(imported).containsExactly(Map.entry("bytes", length[0] - CUT.length()));
    } finally {
      server.stop(0);
    }
  }

  /** Writes the version zipped, and tells the hash and the length of its text. */
  private static String generate(Path file, long[] length)
      throws IOException, NoSuchAlgorithmException {
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    try (OutputStream out =
        new DigestOutputStream(
            new GZIPOutputStream(Files.newOutputStream(file), 1 << 16) {
              {
                def.setLevel(Deflater.BEST_SPEED);
              }
            },
            md5)) {
      length[0] = write(out, BEGIN);
      StringBuilder block = new StringBuilder();
      for (int option = 0; option < 1000; option++) {
        block
            .append(",{\"id\":\"Option%05d\",\"code\":\"OPTION_%d\",".formatted(option, option))
            .append("\"name\":\"Option number %d of a large set\",".formatted(option))
            .append("\"optionSet\":{\"id\":\"OptionSet01\"},\"sortOrder\":1,\"translations\":[]}");
      }
      while (length[0] < SIZE) {
        length[0] += write(out, block.toString());
      }
      length[0] += write(out, END);
    }
    return HexFormat.of().formatHex(md5.digest());
  }

  private static long write(OutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(bytes);
    return bytes.length;
  }

  /** Both servers in one, which hold nothing of what they send and take in. */
  private HttpServer serve(Path snapshot, String hash) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/system/ping", exchange -> answer(exchange, "pong"));
    server.createContext(
        "/api/system/info", exchange -> answer(exchange, "{\"version\":\"2.42.7\"}"));
    server.createContext(
        "/api/metadata/version/history",
        exchange ->
            answer(
                exchange,
                ("{\"metadataversions\":[{\"name\":\"Version_1\",\"type\":\"ATOMIC\",\"created\":"
                        + "\"2026-01-01T08:00:00.000\",\"id\":\"VersionUid1\",\"hashCode\":\"%s\"}]}")
                    .formatted(hash)));
    server.createContext(
        "/api/metadata/version/Version_1/data.gz",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/gzip");
          exchange.sendResponseHeaders(200, Files.size(snapshot));
          Files.copy(snapshot, exchange.getResponseBody());
          exchange.close();
        });
    server.createContext(
        "/api/metadata",
        exchange -> {
          imported.put("bytes", drained(exchange.getRequestBody()));
          answer(
              exchange,
              "{\"status\":\"OK\",\"stats\":{\"created\":1,\"updated\":0,\"deleted\":0,"
                  + "\"ignored\":0,\"total\":1},\"typeReports\":[]}");
        });
    server.start();
    return server;
  }

  private static long drained(InputStream in) throws IOException {
    return in.transferTo(OutputStream.nullOutputStream());
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
