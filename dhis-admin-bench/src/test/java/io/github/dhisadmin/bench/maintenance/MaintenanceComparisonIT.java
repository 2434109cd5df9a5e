package io.github.dhisadmin.bench.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.testkit.demo.DemoData;
import io.github.dhisadmin.testkit.demo.Scale;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Both sides do the same, on little work. */
class MaintenanceComparisonIT {
  @RegisterExtension static final Dhis2DatabaseExtension DATABASE = Dhis2DatabaseExtension.v242();

  private static final List<OperationReport> reports = new ArrayList<>();

  @BeforeAll
  static void compare_everything_on_small_data() {
    DemoData.scale(Scale.SMALL).loadInto(DATABASE.dataSource());
    try (DhisAdmin admin =
        DhisAdmin.builder().persistence(JooqPersistence.of(DATABASE.dataSource())).build()) {
      MaintenanceComparison comparison =
          new MaintenanceComparison(DATABASE.dataSource(), admin.maintenance(), line -> {});
      new Scenarios(30, 20_000, 500).all().forEach(each -> reports.add(comparison.compare(each)));
    }
  }

  @Test
  void both_sides_do_all_there_is_to_do() {
    assertThat(reports)
        .extracting(OperationReport::operation)
        .containsExactly(
            "prune-periods",
            "remove-zero-data-values",
            "purge-deleted-data-values",
            "update-category-option-combos",
            "update-organisation-unit-paths");
    assertThat(reports).allMatch(OperationReport::isComplete);
  }

  @Test
  void both_sides_change_as_much_where_nobody_writes() {
    assertThat(reports)
        .filteredOn(report -> report.library().longestWaitMs() == null)
        .hasSize(3)
        .allSatisfy(report -> assertThat(report.library().rows()).isEqualTo(report.dhis2().rows()));
  }

  @Test
  void a_writer_waits_for_the_library_less_than_a_second() {
    assertThat(reports)
        .filteredOn(report -> report.library().longestWaitMs() != null)
        .hasSize(2)
        .allSatisfy(report -> assertThat(report.library().longestWaitMs()).isLessThan(1_000));
  }
}
