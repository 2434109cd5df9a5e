package io.github.dhisadmin.bench.migration;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.bench.sql.BenchmarkException;
import io.github.dhisadmin.bench.sync.ReceivingServer;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DataItemSet.Place;
import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.run.Progress;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.secret.MasterKey;
import io.github.dhisadmin.secret.MasterKeys;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.http.HttpSynchronisation;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Migrates data values from a server that makes them up to one that says yes to them. */
final class MigrationBenchmark {
  private static final int ELEMENTS = 50;
  private static final int THREADS = 4;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long BYTES_PER_MEGABYTE = 1_048_576;

  private final DataSource dataSource;
  private final int units;
  private final Consumer<String> log;

  /**
   * With the tasks in this database.
   *
   * @param units organisation units: each has a value of 50 data elements in each period
   */
  MigrationBenchmark(DataSource dataSource, int units, Consumer<String> log) {
    this.dataSource = dataSource;
    this.units = units;
    this.log = log;
  }

  /**
   * Migrates.
   *
   * @param values how many at least; whole periods are migrated
   * @param rowsPerSecond how fast the destination imports; 0 for at once
   */
  MigrationTimes run(long values, long rowsPerSecond) {
    MasterKey key = new MasterKey("bench", Secret.of("correct horse battery staple"));
    ForkJoinPool threads = new ForkJoinPool(THREADS);
    try (GivingServer source = new GivingServer(units);
        ReceivingServer destination = new ReceivingServer(rowsPerSecond, null);
        DhisAdmin admin =
            DhisAdmin.builder()
                .persistence(JooqPersistence.of(dataSource))
                .sync(HttpSynchronisation.with(() -> MasterKeys.of(key)).requests(0))
                .build()) {
      Credentials bench = Credentials.basic("bench", Secret.of("district"));
      admin.sync().targets().add("giving", RemoteUrl.of(source.url()), bench);
      admin.sync().targets().add("receiving", RemoteUrl.of(destination.url()), bench);
      MigrationService migration = admin.sync().migration();
      migration.configurations().save(configuration());
      List<Period> periods = periods(values);
      long start = System.nanoTime();
      MigrationRun run =
          migration.migrateData(new DataMigrationRequest("bench", List.of(), periods, "bench"));
      migration.work("bench", threads, RunControl.listening(this::tell));
      double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
      long expected = (long) periods.size() * ELEMENTS * units;
      long tasks = check(migration, run, expected, source, destination);
      forget(admin);
      return new MigrationTimes(
          expected,
          (long) ELEMENTS * units,
          rowsPerSecond,
          tasks,
          seconds,
          usedBytes() / BYTES_PER_MEGABYTE,
          Runtime.getRuntime().maxMemory() / BYTES_PER_MEGABYTE);
    } finally {
      threads.shutdown();
    }
  }

  private void tell(Progress progress) {
    log.accept(progress.done() + " of " + progress.total() + " tasks");
  }

  /** Each value was fetched once and taken in once, and no task failed on the way. */
  private static long check(
      MigrationService migration,
      MigrationRun run,
      long expected,
      GivingServer source,
      ReceivingServer destination) {
    List<ProcessCounts> counts = migration.tasks().counts(run.id());
    boolean settled =
        counts.stream()
            .allMatch(each -> each.isSettled() && each.failed() == 0 && each.missing() == 0);
    if (!settled || source.values() != expected || destination.rows() != expected) {
      throw new BenchmarkException(
          expected
              + " values should have travelled; "
              + source.values()
              + " were fetched and "
              + destination.rows()
              + " taken in: "
              + counts,
          null);
    }
    return counts.stream().mapToLong(ProcessCounts::done).sum();
  }

  /** The next run begins from nothing as well. */
  private static void forget(DhisAdmin admin) {
    admin.sync().migration().configurations().remove("bench");
    admin.sync().targets().remove("giving");
    admin.sync().targets().remove("receiving");
  }

  private static MigrationConfiguration configuration() {
    List<DataItem> items =
        IntStream.range(0, ELEMENTS)
            .mapToObj(i -> DataItem.same("Element%04d".formatted(i)))
            .toList();
    return new MigrationConfiguration(
        "bench",
        "giving",
        "receiving",
        List.of(
            new DataItemSet(
                "all",
                DataOrigin.RAW_VALUES,
                PeriodType.named("Monthly").orElseThrow(),
                new Place("ImspTQPwCqd", 4),
                items,
                null)));
  }

  private List<Period> periods(long values) {
    long perPeriod = (long) ELEMENTS * units;
    List<Period> periods = new ArrayList<>();
    for (Period month = Period.of("190001");
        periods.size() * perPeriod < values;
        month = month.next()) {
      periods.add(month);
    }
    return periods;
  }

  /** What the last collections of garbage left; 0 if this Java does not tell. */
  private static long usedBytes() {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage after = pool.getCollectionUsage();
      if (pool.getType() == MemoryType.HEAP && after != null) {
        used += after.getUsed();
      }
    }
    return used;
  }
}
