package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.migration.MigrationEvent;
import io.github.dhisadmin.migration.MigrationListener;
import io.github.dhisadmin.migration.spi.ConfigurationStore;
import io.github.dhisadmin.migration.spi.DiscrepancyStore;
import io.github.dhisadmin.migration.spi.MigrationStore;
import io.github.dhisadmin.migration.spi.RunStore;
import io.github.dhisadmin.migration.spi.StoreWorkQueue;
import io.github.dhisadmin.migration.spi.TaskStore;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.internal.data.JsonText;
import io.github.dhisadmin.sync.internal.remote.Dhis2Remote;
import io.github.dhisadmin.sync.internal.remote.RemoteOptions;
import io.github.dhisadmin.sync.internal.remote.Remotes;
import io.github.dhisadmin.sync.spi.OutgoingValue.Point;
import io.github.dhisadmin.testkit.fake.MutableClock;
import io.github.dhisadmin.testkit.remote.Dhis2Version;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.FakeRoute;
import io.github.dhisadmin.testkit.remote.StoredKind;
import io.github.dhisadmin.testkit.remote.StoredObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Two servers, {@code old} and {@code central}, and migration between them. */
final class MigrationBed implements AutoCloseable {
  /** No server may hear the password of another. */
  private static final Map<String, String> PASSWORDS =
      Map.of("old", "Very-secret-1", "central", "Very-secret-2");

  private static final Duration ENOUGH = Duration.ofSeconds(5);
  private static final RemoteOptions OPTIONS =
      new RemoteOptions(
          new RemoteOptions.Timeouts(ENOUGH, ENOUGH, ENOUGH),
          new RemoteOptions.Retries(3, Duration.ofSeconds(1), Duration.ofSeconds(30)),
          1 << 20,
          8 << 10,
          0);

  private final Map<String, FakeDhis2> servers =
      new TreeMap<>(Map.of("old", start("old"), "central", start("central")));
  private final InMemoryConfigurationStore configurations = new InMemoryConfigurationStore();
  private final InMemoryDiscrepancyStore discrepancies = new InMemoryDiscrepancyStore();
  private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
  private final InMemoryTaskStore tasks = new InMemoryTaskStore(clock);
  private final List<MigrationEvent> events = new ArrayList<>();
  private final Remotes remotes = new Remotes(OPTIONS, clock);

  private static FakeDhis2 start(String name) {
    return FakeDhis2.builder()
        .version(Dhis2Version.V2_42)
        .user("sync", password(name), "F_DATAVALUE_ADD", "F_METADATA_IMPORT")
        .start();
  }

  /** A server by its name. */
  FakeDhis2 server(String name) {
    FakeDhis2 server = servers.get(name);
    if (server == null) {
      throw new InvalidRequestException("There is no target " + name + ".");
    }
    return server;
  }

  InMemoryTaskStore tasks() {
    return tasks;
  }

  /** What the host of the service has heard. */
  List<MigrationEvent> events() {
    return events;
  }

  /** By which tasks wait and leases end. */
  MutableClock clock() {
    return clock;
  }

  /** Opens the servers by their names, and through routes of each other. */
  Servers servers() {
    return new Servers(
        (name, cancellation) -> remote(name),
        (name, other, route, cancellation) ->
            remotes.openThrough(url(other), login(other), route, url(name), time -> {}));
  }

  /** A route to what stands below a path of the source, which the destination may define. */
  FakeRoute routeToSource(String path) {
    return FakeRoute.to(server("old"), path, "data-service", "sync", password("old"));
  }

  /** The service, for everybody. */
  Migration service() {
    return service(AccessPolicy.allowAll());
  }

  /** The service, for those who may use it. */
  Migration service(AccessPolicy policy) {
    return service(policy, events::add);
  }

  /** The service, for those who may use it, with a host that listens. */
  Migration service(AccessPolicy policy, MigrationListener listener) {
    MigrationStore store =
        new MigrationStore() {
          @Override
          public ConfigurationStore configurations() {
            return configurations;
          }

          @Override
          public RunStore runs() {
            return tasks;
          }

          @Override
          public TaskStore tasks() {
            return tasks;
          }

          @Override
          public DiscrepancyStore discrepancies() {
            return discrepancies;
          }
        };
    return new Migration(
        store, this::server, servers(), StoreWorkQueue::new, policy, clock, listener);
  }

  /** Works on this thread until nothing waits. */
  void work() {
    service().work("worker-1", Runnable::run, RunControl.none());
  }

  /** A unit of the destination, which is called by the last uid of its path. */
  void place(String path) {
    String[] uids = path.split("/", -1);
    server("central")
        .hold(
            "organisationUnits",
            "{\"id\":\"%s\",\"level\":%d,\"path\":\"%s\"}"
                .formatted(uids[uids.length - 1], uids.length - 1, path));
  }

  /** What a clerk enters at a server. */
  void enter(String server, MigratedValue... values) {
    remote(server)
        .importValues(
            JsonText.payload(UploadDocument.toImport(List.of(values))),
            List.of(values).stream().map(MigratedValue::sent).toList());
  }

  /** A value without comment. */
  static MigratedValue value(
      String dataElement, String period, String unit, String combo, String content) {
    return new MigratedValue(
        new Point(dataElement, period, unit, combo, "HllvX50cXC0"), content, null, false);
  }

  /** Contents by key, of a server. */
  Map<String, String> values(String server) {
    Map<String, String> values = new TreeMap<>();
    for (StoredObject each : server(server).stored(StoredKind.DATA_VALUE)) {
      if (!each.deleted()) {
        values.put(each.key(), String.valueOf(each.fields().get("value")));
      }
    }
    return values;
  }

  private Dhis2Remote remote(String name) {
    return remotes.open(url(name), login(name), time -> {});
  }

  private RemoteUrl url(String name) {
    return RemoteUrl.of(server(name).url().toString());
  }

  private static Credentials login(String name) {
    return Credentials.basic("sync", Secret.of(password(name)));
  }

  private static String password(String name) {
    return Objects.requireNonNull(PASSWORDS.get(name));
  }

  @Override
  public void close() {
    servers.values().forEach(FakeDhis2::close);
  }
}
