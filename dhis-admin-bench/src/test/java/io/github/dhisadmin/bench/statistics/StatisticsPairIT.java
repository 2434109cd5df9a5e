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
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StatisticsPairIT {
  /** On another day than the sessions of the database. */
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T20:00:00Z"), ZoneId.of("UTC"));

  @RegisterExtension static final Dhis2DatabaseExtension DATABASE = Dhis2DatabaseExtension.v242();

  @Test
  void both_sides_count_the_same() {
    DemoData.scale(Scale.SMALL).loadInto(DATABASE.dataSource());
    try (DhisAdmin admin =
            DhisAdmin.builder()
                .persistence(JooqPersistence.of(DATABASE.dataSource()))
                .clock(CLOCK)
                .build();
        Sessions sessions = Sessions.of(DATABASE.dataSource())) {
      Pair.Result result =
          new StatisticsPair(
                  sessions, admin.statistics(), new Turns(1, line -> {}), LocalDateTime.now(CLOCK))
              .measure();

      assertThat(result.parts()).hasSize(2).flatExtracting(Measured::differences).isEmpty();
      assertThat(result.data().get("data values")).isGreaterThan(10_000);
    }
  }
}
