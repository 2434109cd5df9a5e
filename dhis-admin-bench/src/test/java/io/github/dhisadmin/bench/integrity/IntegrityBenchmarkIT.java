package io.github.dhisadmin.bench.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.bench.comparison.Environment;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.testkit.demo.MetadataDemo;
import io.github.dhisadmin.testkit.demo.MetadataSize;
import io.github.dhisadmin.testkit.demo.PlantedIssues;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IntegrityBenchmarkIT {
  @RegisterExtension static final Dhis2DatabaseExtension DATABASE = Dhis2DatabaseExtension.v242();

  @Test
  void both_sides_count_what_was_planted() {
    PlantedIssues planted =
        MetadataDemo.of(MetadataSize.small()).planting(4).loadInto(DATABASE.dataSource());

    SizeReport report;
    Environment environment;
    try (DhisAdmin admin =
            DhisAdmin.builder().persistence(JooqPersistence.of(DATABASE.dataSource())).build();
        Sessions sessions = Sessions.of(DATABASE.dataSource())) {
      environment = Environment.of(sessions);
      report =
          new IntegrityBenchmark(DATABASE.dataSource(), admin.integrity(), 1, line -> {})
              .run(1, Duration.ofMinutes(1));
    }

    assertThat(report.differences()).isEmpty();
    assertThat(report.tooSlow()).isEmpty();
    assertThat(report.issues())
        .allSatisfy((check, count) -> assertThat(count).isEqualTo(planted.of(check).size()));
    assertThat(report.library().checks().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Objects.requireNonNull(report.peer()).checks().keySet())
        .hasSize(35);
    assertThat(
            new IntegrityReport("today", "integrity", environment, 2, 1, 60, List.of(report))
                .markdown())
        .contains("| orgunits_orphaned | 4 | ");
  }
}
