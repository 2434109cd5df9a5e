package io.github.dhisadmin.sync.internal.migration;

import static io.github.dhisadmin.sync.internal.migration.MigrationBed.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DataItemSet.Place;
import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.migration.FailedTask;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.MigrationEvent.RunEnded;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.SourceTransport;
import io.github.dhisadmin.migration.TaskSelection;
import io.github.dhisadmin.migration.spi.StoreWorkQueue;
import io.github.dhisadmin.migration.spi.TaskRetries;
import io.github.dhisadmin.migration.spi.WorkQueue;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.testkit.remote.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Migrations of random data between servers that fail at random, by workers that die at random over
 * a database that is away at times, also after its commit, told by a broker that loses and repeats:
 * everything arrives, or is listed as failed with a reason. {@code -Ddhisadmin.migration.seed}
 * repeats a round that failed, and {@code -Ddhisadmin.migration.rounds=2000} does more.
 */
class MigrationFaultsTest {
  private static final int ROUNDS = Integer.getInteger("dhisadmin.migration.rounds", 60);
  private static final long SEED = Long.getLong("dhisadmin.migration.seed", System.nanoTime());

  private static final Duration LEASE = Duration.ofMinutes(3);
  private static final String BCG = "s46m5MS0hxu";
  private static final String BCG_THERE = "fbfJHSPpUQD";
  private static final String OPV = "x3Do5e7g4Qo";
  private static final String LOST_UNIT = "LostUnit001";
  private static final List<String> UNITS = List.of("DiszpKrYNg8", "g8upMTyEZGZ", LOST_UNIT);
  private static final List<String> COMBOS = List.of("PT59n8BQbqM", "V6L425pT3A0");
  private static final DataMigrationRequest HALF_YEAR =
      new DataMigrationRequest("north", List.of(), List.of(Period.of("2026S1")), "amina");

  @Test
  void everything_arrives_once_or_is_listed_as_failed_with_a_reason() {
    System.out.println("migration under faults, dhisadmin.migration.seed " + SEED);
    for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
      try (MigrationBed bed = new MigrationBed()) {
        Random random = new Random(seed);
        Map<String, MigratedValue> entered = enter(bed, random);
        bed.server("central").forget(LOST_UNIT);
        bed.service().configurations().save(north().through(transport(bed, random)));
        MigrationRun run = bed.service().migrateData(HALF_YEAR);

        misbehave(bed, random);
        workUntilSettled(bed, random, run);

        assertThatNothingIsLost(bed, entered, run, "seed " + seed);
        // The last worker may have died; whoever works next tells the end of the run.
        bed.tasks().failNext(0);
        bed.work();
        assertThat(bed.events())
            .as("seed " + seed)
            .filteredOn(RunEnded.class::isInstance)
            .hasSize(1);
        assertThatARetryBringsTheRest(bed, entered, "seed " + seed);
      }
    }
  }

  /** Tasks were tried at once, again and again, while a server was away (D.9, 6 and 15). */
  @Test
  void server_that_is_away_for_a_quarter_of_an_hour_costs_no_task() {
    try (MigrationBed bed = new MigrationBed()) {
      Map<String, MigratedValue> entered = enter(bed, new Random(1));
      bed.service().configurations().save(north());
      MigrationRun run = bed.service().migrateData(HALF_YEAR);
      Instant back = bed.clock().instant().plus(Duration.ofMinutes(15));
      bed.server("central")
          .faults()
          .decide(
              request ->
                  bed.clock().instant().isBefore(back)
                      ? Optional.of(Fault.status(503))
                      : Optional.empty());

      worker(
              bed,
              StoreWorkQueue::new,
              "worker-1",
              (outcomes, time) -> {
                bed.clock().advance(time);
                return outcomes.poll();
              })
          .drain(Runnable::run, new Cancellation());

      assertThat(bed.tasks().counts(run.id()))
          .allMatch(each -> each.isSettled() && each.failed() == 0);
      assertThat(bed.values("central")).hasSameSizeAs(entered);
      assertThat(bed.server("central").requests("/api/dataValueSets").size()).isLessThan(40);
    }
  }

  private static void assertThatNothingIsLost(
      MigrationBed bed, Map<String, MigratedValue> entered, MigrationRun run, String seed) {
    List<ProcessCounts> counts = bed.tasks().counts(run.id());
    List<FailedTask> failed =
        bed.tasks().failed(TaskSelection.all("north"), FailedTask.Position.START, 1_000);
    Map<String, String> held = bed.values("central");

    assertThat(counts).as(seed).allMatch(each -> each.isSettled() && each.missing() == 0);
    assertThat(bed.tasks().keys(run.id())).as(seed).doesNotHaveDuplicates();
    assertThat(failed).as(seed).allMatch(each -> !each.problem().message().isBlank());
    assertThat(entered.keySet()).as(seed).containsAll(held.keySet());
    entered.forEach(
        (key, value) -> {
          if (held.containsKey(key)) {
            assertThat(held.get(key)).as(seed).isEqualTo(value.valueOrNull());
          } else {
            assertThat(failed)
                .as(seed + ": " + key + " is neither there nor listed as failed")
                .anyMatch(task -> concerns(task, value));
          }
        });
    assertThat(held.keySet()).as(seed).noneMatch(key -> key.contains(LOST_UNIT));
  }

  /** Once all is well again, nothing is missing but what the destination never takes. */
  private static void assertThatARetryBringsTheRest(
      MigrationBed bed, Map<String, MigratedValue> entered, String seed) {
    bed.server("old").faults().clear();
    bed.server("central").faults().clear();
    bed.tasks().failNext(0);
    bed.tasks().retry(TaskSelection.all("north"), "amina");
    bed.work();

    Map<String, String> wanted = new TreeMap<>();
    entered.forEach(
        (key, value) -> {
          if (!key.contains(LOST_UNIT)) {
            wanted.put(key, String.valueOf(value.valueOrNull()));
          }
        });
    assertThat(bed.values("central")).as(seed).isEqualTo(wanted);
    assertThat(bed.tasks().counts("north"))
        .as(seed)
        .allMatch(each -> each.isSettled() && each.missing() == 0);
    assertThat(bed.tasks().failed(TaskSelection.all("north"), FailedTask.Position.START, 1_000))
        .as(seed)
        .allMatch(each -> each.problem().code().equals("REJECTED_ROWS"))
        .allMatch(each -> each.payload().contains(LOST_UNIT));
  }

  private static SourceTransport transport(MigrationBed bed, Random random) {
    if (random.nextBoolean()) {
      return SourceTransport.DIRECT;
    }
    bed.server("central").define(bed.routeToSource("/api"));
    return SourceTransport.AUTOMATIC;
  }

  /** The task was to fetch the value's period, or to send the value. */
  private static boolean concerns(FailedTask task, MigratedValue value) {
    String period = value.point().period();
    return task.process() == ProcessType.DATA_DOWNLOAD
        ? task.payload().contains(period)
        : task.payload().contains(period)
            && task.payload().contains(value.point().organisationUnit());
  }

  /** Values at the source, by their keys at the destination. */
  private static Map<String, MigratedValue> enter(MigrationBed bed, Random random) {
    Map<String, MigratedValue> values = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      String element = random.nextBoolean() ? BCG : OPV;
      MigratedValue value =
          value(
              element,
              "20260" + (1 + random.nextInt(6)),
              UNITS.get(random.nextInt(10) == 0 ? 2 : random.nextInt(2)),
              COMBOS.get(random.nextInt(2)),
              String.valueOf(random.nextInt(1_000)));
      values.put(value.point().key().replace(BCG, BCG_THERE), value);
    }
    bed.enter("old", values.values().toArray(MigratedValue[]::new));
    return values;
  }

  private static void misbehave(MigrationBed bed, Random random) {
    List<Fault> faults =
        List.of(
            Fault.status(500),
            Fault.resetBefore(),
            Fault.resetAfter(),
            Fault.gatewayTimeoutAfter(),
            Fault.emptyAnswer(),
            Fault.brokenJson(),
            Fault.tooManyRequests(Duration.ofSeconds(20)));
    for (String server : List.of("old", "central")) {
      bed.server(server)
          .faults()
          .decide(
              request ->
                  random.nextInt(4) == 0
                      ? Optional.of(faults.get(random.nextInt(faults.size())))
                      : Optional.empty());
    }
  }

  /** One worker after the other, each of which may die at any of its waits. */
  private static void workUntilSettled(MigrationBed bed, Random random, MigrationRun run) {
    WorkQueue.Factory queues = random.nextBoolean() ? new LossyBroker(random) : StoreWorkQueue::new;
    int workers = 0;
    do {
      assertThat(workers++).isLessThan(200);
      try {
        worker(bed, random, queues, "worker-" + workers).drain(Runnable::run, new Cancellation());
      } catch (CancelledException e) {
        // It died; its interrupted thread is this one.
        assertThat(Thread.interrupted()).isTrue();
        bed.clock().advance(LEASE.plusSeconds(1));
        bed.tasks().failNext(0);
      }
    } while (!bed.tasks().counts(run.id()).stream().allMatch(ProcessCounts::isSettled));
  }

  private static Workers worker(
      MigrationBed bed, Random random, WorkQueue.Factory queues, String name) {
    return worker(
        bed,
        queues,
        name,
        (outcomes, time) -> {
          if (random.nextInt(20) == 0) {
            throw new InterruptedException("killed");
          }
          if (random.nextInt(10) == 0) {
            bed.tasks().failNext(2);
          }
          if (random.nextInt(10) == 0) {
            bed.tasks().loseNextAnswer();
          }
          bed.clock().advance(time);
          return outcomes.poll();
        });
  }

  private static Workers worker(
      MigrationBed bed, WorkQueue.Factory queues, String name, Workers.Waiting waiting) {
    Servers servers = bed.servers().sparing();
    return new Workers(
        bed.tasks(),
        queues.open(bed.tasks()),
        new TaskRunner(
            Map.of(
                ProcessType.DATA_DOWNLOAD,
                new DataDownload(new Sources(servers)),
                ProcessType.DATA_UPLOAD,
                DataUpload.sending(servers.targets()))),
        new WorkerSettings(
            name,
            Map.of(ProcessType.DATA_DOWNLOAD, 2, ProcessType.DATA_UPLOAD, 2),
            LEASE,
            Duration.ofSeconds(10),
            TaskRetries.DEFAULT,
            10,
            20),
        bed.clock(),
        waiting,
        new RunLife(bed.tasks(), new Announcer(bed.events()::add)));
  }

  private static MigrationConfiguration north() {
    return new MigrationConfiguration(
        "north",
        "old",
        "central",
        List.of(
            new DataItemSet(
                "vaccines",
                DataOrigin.RAW_VALUES,
                PeriodType.named("Monthly").orElseThrow(),
                new Place("ImspTQPwCqd", 1),
                List.of(new DataItem(BCG, BCG_THERE), DataItem.same(OPV)),
                null)));
  }
}
