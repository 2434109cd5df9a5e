package io.github.dhisadmin.bench.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.bench.comparison.Environment;
import io.github.dhisadmin.bench.corpus.CorpusResult;
import io.github.dhisadmin.bench.database.BenchmarkDatabase;
import io.github.dhisadmin.bench.pair.Measured;
import io.github.dhisadmin.bench.pair.Turns;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.testkit.demo.DemoData;
import io.github.dhisadmin.testkit.demo.Scale;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnalyticsPairIT {
  @RegisterExtension static final Dhis2DatabaseExtension DATABASE = Dhis2DatabaseExtension.v242();

  private static final Turns ONCE = new Turns(1, line -> {});
  private static final List<AnalyticsFindings> SO_FAR = new ArrayList<>();
  private static AnalyticsFindings findings;

  @BeforeAll
  static void measure_all_parts_on_small_data() {
    DemoData.scale(Scale.SMALL).loadInto(DATABASE.dataSource());
    AnalyticsContent.plantInto(DATABASE.dataSource());
    try (DhisAdmin admin =
            DhisAdmin.builder().persistence(JooqPersistence.of(DATABASE.dataSource())).build();
        AnalyticsPair pair =
            new AnalyticsPair(DATABASE.dataSource(), admin, ONCE, ONCE, SO_FAR::add)) {
      // Loading another database would take longer than all parts.
      findings =
          pair.measure(
              EnumSet.allOf(AnalyticsPart.class),
              new Growth(() -> Optional.of(theSameOnceMore(DATABASE.database()))));
    }
  }

  private static BenchmarkDatabase theSameOnceMore(Dhis2Database database) {
    return BenchmarkDatabase.external(database.jdbcUrl(), database.user(), null);
  }

  @AfterAll
  static void forget() {
    SO_FAR.clear();
  }

  @Test
  void both_sides_have_the_same_rows_and_little_is_built_when_little_changed() {
    assertThat(findings.differences()).isEmpty();
    assertThat(findings.parts())
        .extracting(Measured::part)
        .containsExactly(
            "all resource tables",
            "data values",
            "data values, nothing changed, incremental",
            "data values, 1% of the last year changed, incremental",
            "data values, 1% of the last year changed, latest values",
            "events and enrollments",
            "registrations of data sets and targets",
            "data values with outlier statistics");
    assertThat(findings.lastYear()).isIn("BUILT", "MERGED");
    assertThat(findings.data().get("events")).isGreaterThan(1_000);
  }

  @Test
  void sixty_queries_find_the_same_rows_on_both_sides() {
    CorpusResult queries = Objects.requireNonNull(findings.queries());

    assertThat(queries.queries())
        .hasSize(60)
        .allSatisfy(query -> assertThat(query.rows()).as(query.name()).isPositive());
  }

  @Test
  void tables_of_all_parts_are_weighed_and_builds_compared_with_copies() {
    assertThat(findings.disk())
        .hasSize(5)
        .allSatisfy(
            each -> {
              assertThat(each.libraryBytes()).as(each.part()).isPositive();
              assertThat(each.dhis2Bytes()).as(each.part()).isPositive();
            });
    assertThat(findings.limits())
        .extracting(LimitTimes::part)
        .containsExactly("data values", "events and enrollments");
    assertThat(findings.limits()).allSatisfy(each -> assertThat(each.ratio()).isPositive());
  }

  @Test
  void growth_tells_rows_and_times_of_both_databases() {
    assertThat(findings.growth())
        .extracting(GrowthTimes::part)
        .containsExactly("data values", "data values, nothing changed", "events and enrollments");
    assertThat(findings.growth())
        .allSatisfy(each -> assertThat(each.ofRows()).as(each.part()).isEqualTo(1.0));
  }

  @Test
  void all_aims_are_in_the_report() {
    try (Sessions sessions = Sessions.of(DATABASE.dataSource())) {
      List<Aim> aims = Aims.of(findings);

      assertThat(aims).hasSize(6 + 2 + 3 + 2 + 5);
      assertThat(
              new AnalyticsReport("now", "analytics", Environment.of(sessions), aims, findings)
                  .markdown())
          .contains("| data values, times faster | ≥ 5 |")
          .contains("| events and enrollments, time / copy of finished rows | ≤ 1.5 |")
          .contains("| data values, disk / DHIS2's | ≤ 0.6 |")
          .contains("left the last year as " + findings.lastYear())
          .doesNotContain("DIFFERENT");
    }
  }

  @Test
  void what_is_known_is_told_after_each_part() {
    assertThat(SO_FAR).hasSize(AnalyticsPart.values().length);
    assertThat(SO_FAR.get(0).parts()).hasSize(1);
  }
}
