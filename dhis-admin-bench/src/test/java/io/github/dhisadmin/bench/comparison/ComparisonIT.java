package io.github.dhisadmin.bench.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.analytics.OutlierStatistics;
import io.github.dhisadmin.bench.corpus.QueryTime;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.testkit.demo.DemoData;
import io.github.dhisadmin.testkit.demo.Scale;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ComparisonIT {
  @RegisterExtension static final Dhis2DatabaseExtension DATABASE = Dhis2DatabaseExtension.v242();

  private static DhisAdmin admin;
  private static ComparisonReport report;

  @BeforeAll
  static void compare_everything_on_small_data() {
    DemoData.scale(Scale.SMALL).loadInto(DATABASE.dataSource());
    admin = DhisAdmin.builder().persistence(JooqPersistence.of(DATABASE.dataSource())).build();
    report =
        new Comparison(
                DATABASE.dataSource(),
                new Library(admin.resourceTables(), admin.analytics()),
                ComparisonOptions.everything(2),
                Clock.systemUTC(),
                line -> {})
            .run("test", soFar -> {});
  }

  @AfterAll
  static void close() {
    admin.close();
  }

  @Test
  void both_sides_give_the_same_rows_and_query_results() {
    assertThat(report.differences()).isEmpty();
  }

  @Test
  void both_variants_are_measured_in_all_parts() {
    assertThat(report.variants())
        .extracting(VariantReport::outliers)
        .containsExactly(OutlierStatistics.SKIPPED, OutlierStatistics.COMPUTED);
    assertThat(report.variants())
        .allSatisfy(
            variant -> {
              assertThat(variant.builds().ours()).hasSize(1);
              assertThat(variant.builds().peer()).hasSize(1);
              assertThat(variant.builds().timesFaster()).isPositive();
              assertThat(variant.limit()).isNotNull();
              Equality equality = Objects.requireNonNull(variant.equality());
              assertThat(equality.oursRows()).isGreaterThan(10_000);
            });
  }

  @Test
  void all_queries_find_rows() {
    assertThat(queries(0)).hasSize(34);
    assertThat(queries(1))
        .hasSize(36)
        .allSatisfy(query -> assertThat(query.rows()).as(query.name()).isPositive());
  }

  // Checks the check: the tables are compared with plain EXCEPT ALL, and a changed row is noticed.
  @Test
  void a_changed_row_is_found() {
    try (Sessions sessions = Sessions.of(DATABASE.dataSource())) {
      List<String> columns =
          sessions.texts(
              """
              select quote_ident(attname) from pg_attribute
              where attrelid = 'peer.analytics'::regclass and attnum > 0 and not attisdropped
                and attname not in
                  ('avg_middle_value', 'percentile_middle_value', 'mad', 'std_dev')
              """);
      String list = String.join(", ", new ArrayList<>(columns));
      assertThat(
              sessions.number(
                  "select count(*) from (select %1$s from public.analytics except all select %1$s from peer.analytics) x"
                      .formatted(list)))
          .isZero();
      sessions.execute(
          "update peer.analytics_2025 set value = value + 1 where id = (select min(id) from"
              + " peer.analytics_2025 where value is not null)");

      Equality equality = new TableComparison(sessions, "public", "peer").compare();

      assertThat(equality.isEqual()).isFalse();
      assertThat(equality.onlyOurs()).isEqualTo(1);
      assertThat(equality.onlyPeer()).isEqualTo(1);
    }
  }

  private static List<QueryTime> queries(int variant) {
    return Objects.requireNonNull(report.variants().get(variant).corpus()).queries();
  }
}
