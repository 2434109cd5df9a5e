package io.github.dhisadmin.bench.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.bench.comparison.Environment;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Small numbers of everything; the benchmark itself refuses runs that are lost or doubled. */
class SchedulerBenchmarkIT {
  @RegisterExtension static final Dhis2DatabaseExtension DATABASE = Dhis2DatabaseExtension.v242();

  private static final SchedulerBenchmark.Sizes SIZES =
      new SchedulerBenchmark.Sizes(
          List.of("dhis-admin", "db-scheduler", "Quartz"),
          60,
          List.of(2),
          4,
          6,
          5,
          1,
          1,
          List.of(10),
          1,
          0);

  @Test
  void all_schedulers_run_all_jobs_once() {
    try (Sessions sessions = Sessions.of(DATABASE.dataSource())) {
      SchedulerBenchmark benchmark =
          new SchedulerBenchmark(DATABASE.dataSource(), sessions, SIZES, line -> {});
      SchedulerReport report =
          new SchedulerReport(
              "now",
              "command",
              Environment.of(sessions),
              SIZES,
              benchmark.throughput(1),
              benchmark.lateness(),
              benchmark.idle());

      assertThat(report.throughput()).hasSize(4).allMatch(each -> each.median() > 0);
      assertThat(report.lateness()).hasSize(4).allMatch(each -> each.runs() >= 5);
      assertThat(report.idle()).hasSize(4).allMatch(each -> each.statementsPerSecond() > 0);
      assertThat(report.markdown()).contains("| dhis-admin | 2 |", "| Quartz | 2 |");
    }
  }
}
