package io.github.dhisadmin.bench.minmax;

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

class MinMaxPairIT {
  @RegisterExtension static final Dhis2DatabaseExtension DATABASE = Dhis2DatabaseExtension.v242();

  @Test
  void both_sides_give_the_same_bounds() {
    DemoData.scale(Scale.SMALL).loadInto(DATABASE.dataSource());
    try (DhisAdmin admin =
            DhisAdmin.builder().persistence(JooqPersistence.of(DATABASE.dataSource())).build();
        Sessions sessions = Sessions.of(DATABASE.dataSource())) {
      Pair.Result result =
          new MinMaxPair(sessions, admin.minMaxValues(), new Turns(1, line -> {})).measure(500);

      assertThat(result.parts()).hasSize(4).flatExtracting(Measured::differences).isEmpty();
      assertThat(result.data().get("bounds")).isGreaterThan(100);
      assertThat(result.data().get("bounds of the unit")).isPositive();
    }
  }
}
