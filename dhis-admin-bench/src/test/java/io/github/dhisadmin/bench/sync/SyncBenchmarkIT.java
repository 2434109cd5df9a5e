package io.github.dhisadmin.bench.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.testkit.demo.DemoData;
import io.github.dhisadmin.testkit.demo.Scale;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Little data; the benchmark itself refuses a run that did not send everything. */
class SyncBenchmarkIT {
  @RegisterExtension static final Dhis2DatabaseExtension DATABASE = Dhis2DatabaseExtension.v242();

  @Test
  void both_sides_send_all_values() throws IOException, InterruptedException {
    DemoData.scale(Scale.SMALL).loadInto(DATABASE.dataSource());

    SyncTimes times = new SyncBenchmark(DATABASE.dataSource(), 5_000, line -> {}).run(1_000_000);

    assertThat(times.values()).isGreaterThan(15_000);
    assertThat(times.share()).isPositive();
    assertThat(times.markdownRow()).contains("1,000,000/s");
  }
}
