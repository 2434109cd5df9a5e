package io.github.dhisadmin.examples.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.ConfigurationException;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.examples.sync.CentralServer;
import io.github.dhisadmin.examples.sync.Clerk.Entry;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DataItemSet.Place;
import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.migration.FailedTask;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.TaskSelection;
import io.github.dhisadmin.migration.spi.WorkQueue;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Migrations between servers that fail at random, through a real RabbitMQ and a real PostgreSQL
 * that are both restarted under way, by workers of which one is killed and one interrupted:
 * everything arrives, or is listed as failed with a reason, and the counts add up. {@code
 * -Ddhisadmin.migration.seed} chooses other mishaps, and {@code -Ddhisadmin.migration.restarts}
 * does more rounds, each with the next seed.
 */
class MigrationFaultsIT {
  private static final int ROUNDS = Integer.getInteger("dhisadmin.migration.restarts", 1);
  private static final long SEED = Long.getLong("dhisadmin.migration.seed", 42);
  private static final int WORKERS_AT_MOST = 100;

  /** A task that nobody hears of, or that nobody gives back, would be waited for forever. */
  private static final Duration LONGEST_ROUND = Duration.ofMinutes(15);

  private static final int ITEM_SETS = 6;
  private static final String LOST_UNIT = "LostUnit001";
  private static final List<String> UNITS = List.of("DiszpKrYNg8", "g8upMTyEZGZ", LOST_UNIT);
  private static final DataMigrationRequest YEAR =
      new DataMigrationRequest("north", List.of(), List.of(Period.of("2025")), "amina");
  private static final List<Fault> FAULTS =
      List.of(
          Fault.status(500),
          Fault.status(503),
          Fault.resetBefore(),
          Fault.resetAfter(),
          Fault.dropAfter(),
          Fault.truncated(),
          Fault.gatewayTimeoutAfter(),
          Fault.emptyAnswer(),
          Fault.brokenJson(),
          Fault.tooManyRequests(Duration.ZERO));

  private static @Nullable Broker broker;
  private static @Nullable RestartableDatabase database;

  @BeforeAll
  static void start() throws IOException {
    broker = Broker.start();
    database = RestartableDatabase.start(Path.of("target"));
  }

  @AfterAll
  static void stop() throws IOException {
    if (database != null) {
      database.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void everything_arrives_or_is_listed_as_failed_whatever_is_killed_and_restarted() {
    System.out.println("migration under faults, dhisadmin.migration.seed " + SEED);
    for (int round = 0; round < ROUNDS; round++) {
      long seed = SEED + round;
      assertTimeoutPreemptively(LONGEST_ROUND, () -> play(seed), () -> "seed " + seed);
    }
  }

  private static void play(long seed) throws IOException, InterruptedException {
    Random random = new Random(seed);
    String queues = "seed" + seed;
    RestartableDatabase store = Objects.requireNonNull(database);
    Broker messages = Objects.requireNonNull(broker);
    BrokenWorld world = new BrokenWorld(store, messages, queues, Thread.currentThread(), random);
    ForkJoinPool threads = new ForkJoinPool(4);
    try (CentralServer old = new CentralServer();
        CentralServer central = new CentralServer();
        DhisAdmin admin = admin(store, messages, queues)) {
      old.addTo(admin, "old");
      central.addTo(admin, "central");
      MigrationService migration = admin.sync().migration();
      migration.configurations().save(north());
      Map<String, Entry> entered = enter(old.server(), random);
      central.server().forget(LOST_UNIT);
      MigrationRun run = migration.migrateData(YEAR);
      Faulty faulty = new Faulty(new Random(seed));
      old.server().faults().decide(request -> faulty.next());
      central.server().faults().decide(request -> faulty.next());

      work(migration, world, threads, store);

      assertThat(world.isOver()).as("seed " + seed).isTrue();
      assertThat(world.surprises()).as("seed " + seed).isEmpty();
      assertThatNothingIsLost(migration, run, entered, central.server(), "seed " + seed);

      old.server().faults().clear();
      central.server().faults().clear();
      migration.tasks().retry(TaskSelection.all("north"));
      work(migration, world, threads, store);
      assertThatOnlyTheRefusedIsMissing(migration, entered, central.server(), "seed " + seed);
    } finally {
      threads.shutdown();
      store.execute("truncate dhis_admin.migration_run cascade");
      store.execute("delete from dhis_admin.migration_configuration");
      store.execute("delete from dhis_admin.sync_target");
    }
  }

  private static DhisAdmin admin(RestartableDatabase store, Broker messages, String queues) {
    WorkQueue.Factory hurried =
        tasks -> new HurriedQueue(messages.queues(queues).open(tasks), store.dataSource());
    return DhisAdmin.builder()
        .persistence(JooqPersistence.of(store.dataSource()))
        .sync(
            CentralServer.synchronisation()
                .requests(0)
                .attempts(3, Duration.ofMillis(1))
                .migratingThrough(hurried))
        .build();
  }

  /** One worker after the other, until one finds nothing to do. */
  private static void work(
      MigrationService migration,
      BrokenWorld world,
      ForkJoinPool threads,
      RestartableDatabase store) {
    for (int worker = 1; ; worker++) {
      assertThat(worker).isLessThan(WORKERS_AT_MOST);
      try {
        migration.work(
            "worker-" + worker,
            task ->
                threads.execute(
                    () -> {
                      world.beforeTask();
                      task.run();
                    }),
            RunControl.none());
        return;
      } catch (CancelledException e) {
        // It died as a thread dies; what it had under way goes on without anybody to hear of it.
        Thread.interrupted();
        giveUp("worker-" + worker, store);
      } catch (StoreException | ConfigurationException e) {
        // The database was away when it began, or the broker was not yet all there.
        pause();
      }
    }
  }

  /** As if five minutes had passed, as soon as the database is there to be told. */
  private static void giveUp(String worker, RestartableDatabase store) {
    for (int attempt = 0; ; attempt++) {
      try {
        store.execute(
            "update dhis_admin.migration_task set lease_until = now() where worker = '%s'"
                .formatted(worker));
        return;
      } catch (AssertionError e) {
        if (attempt == 100) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() {
    LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
  }

  private static void assertThatNothingIsLost(
      MigrationService migration,
      MigrationRun run,
      Map<String, Entry> entered,
      FakeDhis2 central,
      String seed) {
    List<FailedTask> failed = failed(migration);
    Map<String, String> held = VaccineMigration.held(central);
    List<ProcessCounts> counts = migration.tasks().counts(run.id());

    assertThat(counts).as(seed).allMatch(each -> each.isSettled() && each.missing() == 0);
    assertThat(failed).as(seed).allMatch(each -> !each.problem().message().isBlank());
    assertThat(failed)
        .as(seed)
        .hasSize(Math.toIntExact(counts.stream().mapToLong(ProcessCounts::failed).sum()));
    assertThat(entered.keySet()).as(seed).containsAll(held.keySet());
    entered.forEach(
        (key, entry) -> {
          if (held.containsKey(key)) {
            assertThat(held.get(key)).as(seed).isEqualTo(entry.value());
          } else {
            assertThat(failed)
                .as(seed + ": " + key + " is neither there nor listed as failed")
                .anyMatch(task -> concerns(task, entry));
          }
        });
    assertThat(held.keySet()).as(seed).noneMatch(key -> key.contains(LOST_UNIT));
  }

  private static void assertThatOnlyTheRefusedIsMissing(
      MigrationService migration, Map<String, Entry> entered, FakeDhis2 central, String seed) {
    Map<String, String> wanted = new TreeMap<>();
    entered.forEach(
        (key, entry) -> {
          if (!entry.unit().equals(LOST_UNIT)) {
            wanted.put(key, entry.value());
          }
        });
    assertThat(VaccineMigration.held(central)).as(seed).isEqualTo(wanted);
    assertThat(failed(migration))
        .as(seed)
        .allMatch(each -> each.problem().code().equals("REJECTED_ROWS"))
        .allMatch(each -> each.payload().contains(LOST_UNIT));
    assertThat(migration.tasks().counts("north"))
        .as(seed)
        .allMatch(each -> each.isSettled() && each.missing() == 0);
  }

  private static List<FailedTask> failed(MigrationService migration) {
    return migration.tasks().failed(TaskSelection.all("north"), FailedTask.Position.START, 10_000);
  }

  /** Six sets of two elements, so that there are 72 things to fetch. */
  private static MigrationConfiguration north() {
    List<DataItemSet> sets = new ArrayList<>();
    for (int set = 0; set < ITEM_SETS; set++) {
      sets.add(
          new DataItemSet(
              "set" + set,
              DataOrigin.RAW_VALUES,
              PeriodType.named("Monthly").orElseThrow(),
              new Place("ImspTQPwCqd", 4),
              List.of(DataItem.same(element(2 * set)), DataItem.same(element(2 * set + 1))),
              null));
    }
    return new MigrationConfiguration("north", "old", "central", sets);
  }

  private static String element(int number) {
    return "Element%04d".formatted(number);
  }

  /** Values at the source by data element, period and unit; in most months of most sets. */
  private static Map<String, Entry> enter(FakeDhis2 server, Random random)
      throws IOException, InterruptedException {
    Map<String, Entry> entries = new TreeMap<>();
    for (int i = 0; i < 300; i++) {
      Entry entry =
          new Entry(
              element(random.nextInt(2 * ITEM_SETS)),
              UNITS.get(random.nextInt(10) == 0 ? 2 : random.nextInt(2)),
              "2025%02d".formatted(1 + random.nextInt(12)),
              String.valueOf(random.nextInt(1_000)));
      entries.put(String.join(".", entry.element(), entry.period(), entry.unit()), entry);
    }
    VaccineMigration.CLERK.enter(server, List.copyOf(entries.values()));
    return entries;
  }

  /** The task was to fetch a value, or to send it. */
  private static boolean concerns(FailedTask task, Entry entry) {
    return task.payload().contains(entry.period())
        && task.payload().contains(entry.element())
        && (task.process() == ProcessType.DATA_DOWNLOAD || task.payload().contains(entry.unit()));
  }

  /** Which requests meet which fault. */
  private record Faulty(Random random) {
    synchronized Optional<Fault> next() {
      return random.nextInt(6) == 0
          ? Optional.of(FAULTS.get(random.nextInt(FAULTS.size())))
          : Optional.empty();
    }
  }
}
