package io.github.dhisadmin.bench.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Few values; the benchmark itself refuses a run in which not all of them travelled once. */
class MigrationBenchmarkIT {
  @RegisterExtension static final Dhis2DatabaseExtension DATABASE = Dhis2DatabaseExtension.v242();

  @Test
  void all_values_of_whole_periods_travel() {
    MigrationTimes times =
        new MigrationBenchmark(DATABASE.dataSource(), 120, line -> {}).run(12_001, 1_000_000);

    assertThat(times.values()).isEqualTo(18_000);
    // Three downloads, and each of their 6,000 values in two uploads.
    assertThat(times.tasks()).isEqualTo(9);
    assertThat(times.markdownRow()).startsWith("| 18,000 | 6,000 | 1,000,000/s | 9 |");
  }
}
