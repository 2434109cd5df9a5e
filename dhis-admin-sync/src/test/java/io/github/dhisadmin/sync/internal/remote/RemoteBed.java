package io.github.dhisadmin.sync.internal.remote;

import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.testkit.remote.Dhis2Version;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A fake server, and a client of it that takes note of its waits instead of waiting. */
public final class RemoteBed implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  /** When everything happens. */
  public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  static final String VALUES = "/api/dataValueSets";
  static final String UNKNOWN_UNIT = "zzzzzzzzzzz";

  /** A password that no text may repeat. */
  static final String PASSWORD = "Very-secret-1";

  private static final RemoteOptions OPTIONS =
      new RemoteOptions(
          new RemoteOptions.Timeouts(
              Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5)),
          new RemoteOptions.Retries(3, Duration.ofSeconds(1), Duration.ofSeconds(30)),
          1 << 20,
          8 << 10,
          0);

  private final FakeDhis2 server;
  private final List<Duration> waits = new ArrayList<>();

  private RemoteBed(FakeDhis2 server) {
    this.server = server;
    server.forget(UNKNOWN_UNIT);
  }

  static RemoteBed of(Dhis2Version version) {
    return new RemoteBed(
        FakeDhis2.builder().version(version).user("sync", PASSWORD, "F_DATAVALUE_ADD").start());
  }

  FakeDhis2 server() {
    return server;
  }

  List<Duration> waits() {
    return waits;
  }

  Dhis2Remote client() {
    return client(OPTIONS);
  }

  /** A client that gives an upload this much time. */
  Dhis2Remote impatient(Duration upload) {
    return client(
        new RemoteOptions(
            new RemoteOptions.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), upload),
            OPTIONS.retries(),
            OPTIONS.maxAnswerBytes(),
            OPTIONS.zipFrom(),
            OPTIONS.requestsPerSecond()));
  }

  /** A client that sends so many requests per second at most. */
  Dhis2Remote limited(int requestsPerSecond) {
    return client(
        new RemoteOptions(
            OPTIONS.timeouts(),
            OPTIONS.retries(),
            OPTIONS.maxAnswerBytes(),
            OPTIONS.zipFrom(),
            requestsPerSecond));
  }

  private Dhis2Remote client(RemoteOptions options) {
    return client(options, Credentials.basic("sync", Secret.of(PASSWORD)));
  }

  Dhis2Remote client(Credentials credentials) {
    return client(OPTIONS, credentials);
  }

  private Dhis2Remote client(RemoteOptions options, Credentials credentials) {
    return client(server.url().toString(), options, credentials, waits::add);
  }

  /** A client of any server that waits for nothing. */
  public static Dhis2Remote client(FakeDhis2 server, Credentials credentials) {
    return client(server.url().toString(), OPTIONS, credentials, time -> {});
  }

  /** A client that insists on encryption, which the server cannot. */
  Dhis2Remote secure() {
    return client(
        server.url().toString().replace("http:", "https:"),
        OPTIONS,
        Credentials.basic("sync", Secret.of(PASSWORD)),
        waits::add);
  }

  private static Dhis2Remote client(
      String url, RemoteOptions options, Credentials credentials, Pause pause) {
    return new Remotes(options, CLOCK).open(RemoteUrl.of(url), credentials, pause);
  }

  /** Values for units, each under its own data element. */
  static String values(List<String> units) {
    return IntStream.range(0, units.size())
        .mapToObj(
            row ->
                "{\"dataElement\":\"%s\",\"period\":\"202103\",\"orgUnit\":\"%s\",\"value\":\"1\"}"
                    .formatted(element(row), units.get(row)))
        .collect(Collectors.joining(",", "{\"dataValues\":[", "]}"));
  }

  static List<SentRow> rows(List<String> units) {
    return IntStream.range(0, units.size())
        .mapToObj(row -> new SentRow(Set.of(element(row), "202103", units.get(row))))
        .toList();
  }

  private static String element(int row) {
    return "element%04d".formatted(row);
  }

  @Override
  public void close() {
    server.close();
  }
}
