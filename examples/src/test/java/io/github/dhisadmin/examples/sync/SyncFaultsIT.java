package io.github.dhisadmin.examples.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.spi.Persistence;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.DataSyncRequest;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.SyncFailure;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.sync.SyncService;
import io.github.dhisadmin.sync.spi.SyncEnvironment;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.remote.Dhis2Version;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Nothing is lost and nothing is taken for delivered that is not, whatever the network, the server
 * and the operating system do. {@code -Ddhisadmin.sync.seed} repeats a run that failed, and {@code
 * -Ddhisadmin.sync.runs} does more.
 */
class SyncFaultsIT {
  @RegisterExtension static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242();

  private static final int RUNS = Integer.getInteger("dhisadmin.sync.runs", 100);
  private static final long SEED = Long.getLong("dhisadmin.sync.seed", System.nanoTime());
  private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0);
  private static final List<SyncKind> KINDS = List.of(SyncKind.values());
  private static final List<Dhis2Version> VERSIONS = List.of(Dhis2Version.values());

  private static final Mischief MISCHIEF = new Mischief();
  private static Map<SyncKind, SyncedRows> rows = Map.of();
  private static String lostUnit = "";
  private static SyncService sync;

  @BeforeAll
  static void fill() {
    rows = SyncedRows.in(DHIS2.dataSource());
    Dhis2Fixture dhis2 = Dhis2Fixture.on(DHIS2.dataSource());
    lostUnit = dhis2.organisationUnit("Lost").uid();
    dhis2.setting("syncDelayBetweenRemoteServerAvailabilityCheckAttempts", "1");
    Persistence persistence = JooqPersistence.of(DHIS2.dataSource());
    persistence.prepare();
    sync =
        CentralServer.synchronisation()
            .requests(0)
            .attempts(3, Duration.ofMillis(1))
            .open(new SyncEnvironment(MISCHIEF.over(persistence.sync()), Clock.systemUTC()))
            .under(AccessPolicy.allowAll());
  }

  @Test
  void server_holds_what_is_here_and_what_it_refuses_is_known_with_the_reason()
      throws SQLException {
    System.out.println("synchronisation under faults, dhisadmin.sync.seed " + SEED);
    for (long seed = SEED; seed < SEED + RUNS; seed++) {
      play(seed);
    }
  }

  private static void play(long seed) throws SQLException {
    Random random = new Random(seed);
    SyncedRows kind = Objects.requireNonNull(rows.get(KINDS.get(random.nextInt(KINDS.size()))));
    Dhis2Version version = VERSIONS.get(random.nextInt(VERSIONS.size()));
    String what = "seed " + seed + ", " + kind.kind() + " to " + version;
    String target = "seed" + seed;
    MISCHIEF.begin(new Random(seed));
    MISCHIEF.dose(0, 0);
    kind.begin(DHIS2.dataSource(), START);
    try (FakeDhis2 server = FakeDhis2.start(version)) {
      sync.targets()
          .add(
              target,
              RemoteUrl.of(server.url().toString()),
              Credentials.basic("admin", Secret.of("district")));
      server.faults().decide(MISCHIEF::fault);
      server.forget(lostUnit);
      LocalDateTime now = START;
      for (int round = 2 + random.nextInt(3); round > 0; round--) {
        MISCHIEF.dose(random.nextInt(4) * 0.1, random.nextInt(3) * 0.05);
        now = now.plusMinutes(1);
        kind.change(DHIS2.dataSource(), random, now);
        MISCHIEF.settle(now.plusSeconds(10));
        run(target, kind, random);
        if (random.nextBoolean()) {
          unlessKilled(() -> sync.data().retryFailures(target, Set.of(kind.kind())));
        }
      }
      MISCHIEF.dose(0, 0);
      for (int last = 0; last < 3; last++) {
        sync.data().retryFailures(target, Set.of(kind.kind()));
        run(target, kind, random);
      }
      verify(what, target, kind, server);
    } finally {
      MISCHIEF.dose(0, 0);
      sync.targets().remove(target);
    }
  }

  private static void run(String target, SyncedRows kind, Random random) {
    DataSyncRequest request =
        DataSyncRequest.to(target)
            .only(kind.kind())
            .pageSize(kind.kind(), kind.rows() > 50 ? 50 : 5);
    unlessKilled(() -> sync.data().run(random.nextInt(5) == 0 ? request.strictly() : request));
  }

  private static void unlessKilled(Runnable step) {
    try {
      step.run();
    } catch (Mischief.Killed e) {
      // The next run has to cope with it.
    }
  }

  private static void verify(String what, String target, SyncedRows kind, FakeDhis2 server)
      throws SQLException {
    Map<String, String> wanted = new TreeMap<>();
    Set<String> refused =
        kind.local(DHIS2.dataSource()).entrySet().stream()
            .filter(row -> row.getValue().unit().equals(lostUnit))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    kind.local(DHIS2.dataSource())
        .forEach(
            (key, row) -> {
              if (!row.unit().equals(lostUnit)) {
                wanted.put(key, row.content());
              }
            });
    List<SyncFailure> failures = sync.data().failures(target, 10_000);

    assertThat(kind.remote(server)).as(what).containsExactlyInAnyOrderEntriesOf(wanted);
    assertThat(failures)
        .as(what)
        .extracting(SyncFailure::key)
        .containsAll(refused)
        .allMatch(key -> !wanted.containsKey(key));
    assertThat(failures).as(what).noneMatch(failure -> failure.reason().message().isBlank());
  }
}
