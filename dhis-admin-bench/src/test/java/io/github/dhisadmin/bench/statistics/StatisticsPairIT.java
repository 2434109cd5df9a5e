package io.github.dhisadmin.bench.statistics;

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

class StatisticsPairIT {
  @RegisterExtension static final Dhis2DatabaseExtension DATABASE = Dhis2DatabaseExtension.v242();

  @Test
  void both_sides_count_the_same() {
    DemoData.scale(Scale.SMALL).loadInto(DATABASE.dataSource());
    try (DhisAdmin admin =
            DhisAdmin.builder().persistence(JooqPersistence.of(DATABASE.dataSource())).build();
        Sessions sessions = Sessions.of(DATABASE.dataSource())) {
      Pair.Result result =
          new StatisticsPair(sessions, admin.statistics(), new Turns(1, line -> {})).measure();

      assertThat(result.parts()).hasSize(2).flatExtracting(Measured::differences).isEmpty();
      assertThat(result.data().get("data values")).isGreaterThan(10_000);
    }
  }
}
