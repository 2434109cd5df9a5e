package io.github.dhisadmin.bench.sync;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.bench.sql.BenchmarkException;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.secret.MasterKey;
import io.github.dhisadmin.secret.MasterKeys;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.DataSyncRequest;
import io.github.dhisadmin.sync.DataSyncResult;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.sync.http.HttpSynchronisation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Sends all data values of a database, and posts the same pages from files. */
final class SyncBenchmark {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long BYTES_PER_MEGABYTE = 1_048_576;

  private final DataSource dataSource;
  private final int pageSize;
  private final Consumer<String> progress;

  SyncBenchmark(DataSource dataSource, int pageSize, Consumer<String> progress) {
    this.dataSource = dataSource;
    this.pageSize = pageSize;
    this.progress = progress;
  }

  /**
   * Measures with one server.
   *
   * @param rowsPerSecond how fast it imports; 0 for at once
   */
  SyncTimes run(long rowsPerSecond) throws IOException, InterruptedException {
    MasterKey key = new MasterKey("bench", Secret.of("correct horse battery staple"));
    Path pages = Files.createTempDirectory("dhis-admin-sync");
    try (DhisAdmin admin =
        DhisAdmin.builder()
            .persistence(JooqPersistence.of(dataSource))
            .sync(HttpSynchronisation.with(() -> MasterKeys.of(key)).requests(0))
            .build()) {
      progress.accept("Writing the pages, which also warms up both sides");
      try (ReceivingServer server = new ReceivingServer(0, pages)) {
        send(admin, "warm-up", server);
      }
      progress.accept("Posting the pages");
      long bare;
      long posted;
      try (ReceivingServer server = new ReceivingServer(rowsPerSecond, null)) {
        bare = post(pages, server);
        posted = server.rows();
      }
      progress.accept("Sending");
      try (ReceivingServer server = new ReceivingServer(rowsPerSecond, null)) {
        long cold = send(admin, "cold", server);
        long values = server.rows();
        if (values != posted) {
          throw new BenchmarkException(posted + " values were posted, " + values + " sent", null);
        }
        return new SyncTimes(
            values,
            pageSize,
            rowsPerSecond,
            bare,
            cold,
            sendAgain(admin, "cold"),
            Runtime.getRuntime().maxMemory() / BYTES_PER_MEGABYTE);
      } finally {
        forget(admin);
      }
    } finally {
      delete(pages);
    }
  }

  /** The next run begins from nothing as well. */
  private static void forget(DhisAdmin admin) {
    admin.sync().targets().remove("warm-up");
    admin.sync().targets().remove("cold");
  }

  private long send(DhisAdmin admin, String target, ReceivingServer server) {
    admin
        .sync()
        .targets()
        .add(target, RemoteUrl.of(server.url()), Credentials.basic("bench", Secret.of("district")));
    return sendAgain(admin, target);
  }

  private long sendAgain(DhisAdmin admin, String target) {
    long start = System.nanoTime();
    DataSyncResult result =
        admin
            .sync()
            .data()
            .run(
                DataSyncRequest.to(target)
                    .only(SyncKind.DATA_VALUES)
                    .pageSize(SyncKind.DATA_VALUES, pageSize));
    long millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
    if (!result.isComplete()) {
      throw new BenchmarkException("not everything was sent: " + result, null);
    }
    return millis;
  }

  private static long post(Path pages, ReceivingServer server)
      throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    List<Path> files;
    try (Stream<Path> all = Files.list(pages)) {
      files = all.sorted().toList();
    }
    long start = System.nanoTime();
    for (Path file : files) {
      client.send(
          HttpRequest.newBuilder(URI.create(server.url() + "/api/dataValueSets"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(Files.readAllBytes(file)))
              .build(),
          BodyHandlers.discarding());
    }
    return (System.nanoTime() - start) / NANOS_PER_MILLI;
  }

  private static void delete(Path directory) {
    try (Stream<Path> all = Files.list(directory)) {
      for (Path file : all.toList()) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
