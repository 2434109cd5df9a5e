package io.github.dhisadmin.bench.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.bench.pair.Measured;
import io.github.dhisadmin.bench.pair.Pair;
import io.github.dhisadmin.bench.pair.Turns;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.testkit.demo.DemoData;
import io.github.dhisadmin.testkit.demo.Scale;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnalyticsPairIT {
  @RegisterExtension static final Dhis2DatabaseExtension DATABASE = Dhis2DatabaseExtension.v242();

  @Test
  void both_sides_have_the_same_rows_and_little_is_built_when_little_changed() {
    DemoData.scale(Scale.SMALL).loadInto(DATABASE.dataSource());
    try (DhisAdmin admin =
            DhisAdmin.builder().persistence(JooqPersistence.of(DATABASE.dataSource())).build();
        Sessions sessions = Sessions.of(DATABASE.dataSource())) {
      Pair.Result result =
          new AnalyticsPair(sessions, admin, new Turns(1, line -> {}), false).measure();

      assertThat(result.parts())
          .extracting(Measured::part)
          .containsExactly(
              "data values",
              "events and enrollments",
              "data values, nothing changed, incremental",
              "data values, 1% of the last year changed, incremental",
              "data values, 1% of the last year changed, latest values");
      assertThat(result.parts()).flatExtracting(Measured::differences).isEmpty();
      assertThat(result.data().get("events")).isGreaterThan(1_000);
    }
  }
}
