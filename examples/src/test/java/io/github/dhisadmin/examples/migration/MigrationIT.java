package io.github.dhisadmin.examples.migration;

import static io.github.dhisadmin.examples.migration.VaccineMigration.BCG_THERE;
import static io.github.dhisadmin.examples.migration.VaccineMigration.UNITS;
import static io.github.dhisadmin.examples.migration.VaccineMigration.VALUES;
import static io.github.dhisadmin.examples.migration.VaccineMigration.YEAR;
import static io.github.dhisadmin.examples.migration.VaccineMigration.held;
import static io.github.dhisadmin.migration.ProcessType.DATA_DOWNLOAD;
import static io.github.dhisadmin.migration.ProcessType.DATA_UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.migration.DeletionPlan;
import io.github.dhisadmin.migration.Discrepancy;
import io.github.dhisadmin.migration.Discrepancy.Kind;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.Tolerance;
import io.github.dhisadmin.migration.ValidationResult;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.sync.SyncTargets;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Data travel, are compared and deleted, by workers with threads over a real database. */
class MigrationIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242().freshForEachTest();

  private final ForkJoinPool threads = new ForkJoinPool(4);
  private VaccineMigration vaccines;
  private MigrationService migration;

  @BeforeEach
  void configure() {
    vaccines = new VaccineMigration(DHIS2.dataSource());
    migration = vaccines.service();
  }

  @AfterEach
  void stop() {
    vaccines.close();
    threads.shutdown();
  }

  @Test
  void data_are_migrated_found_alike_found_different_and_deleted()
      throws IOException, InterruptedException {
    Map<String, String> expected = vaccines.enterYear();

    MigrationRun run = migration.migrateData(YEAR);
    work();

    assertThat(held(vaccines.destination())).isEqualTo(expected).hasSize(VALUES);
    assertThat(vaccines.counts(run, DATA_DOWNLOAD).done()).isEqualTo(12);
    assertThat(vaccines.counts(run, DATA_UPLOAD).done()).isEqualTo(12);
    ValidationResult alike = compare();
    assertThat(alike.matched()).isEqualTo(VALUES);
    assertThat(alike.total()).isZero();

    vaccines.correct(BCG_THERE, UNITS.get(1), "202507", "99999");
    ValidationResult different = compare();
    assertThat(different.matched()).isEqualTo(VALUES - 1);
    assertThat(migration.validation().discrepancies(different.run(), 0, 10)).hasSize(1);
    Discrepancy found = migration.validation().discrepancies(different.run(), 0, 1).get(0);
    assertThat(found.kind()).isEqualTo(Kind.VALUE_DIFFERS);
    assertThat(found.point().dataElement()).isEqualTo(BCG_THERE);
    assertThat(found.point().period()).isEqualTo("202507");
    assertThat(found.point().organisationUnit()).isEqualTo(UNITS.get(1));
    assertThat(found.sourceValue()).hasValue(expected.get(BCG_THERE + ".202507." + UNITS.get(1)));
    assertThat(found.destinationValue()).hasValue("99999");

    migration.validation().migrate(different.run(), "amina");
    work();
    assertThat(compare().total()).isZero();

    DeletionPlan plan = migration.planDeletion(YEAR, RunControl.none());
    assertThat(plan.values()).isEqualTo(VALUES);
    migration.deleteData(YEAR, plan.token(), RunControl.none());
    work();

    assertThat(held(vaccines.destination())).isEmpty();
    assertThat(held(vaccines.source())).hasSize(VALUES);
    assertThat(migration.tasks().counts("north"))
        .allMatch(each -> each.isSettled() && each.failed() == 0 && each.missing() == 0);
  }

  @Test
  void server_that_a_migration_needs_is_not_removed() {
    SyncTargets targets = vaccines.admin().sync().targets();

    assertThatThrownBy(() -> targets.remove("old"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("north");

    migration.configurations().remove("north");
    targets.remove("old");
    assertThat(targets.find("old")).isEmpty();
  }

  private void work() {
    migration.work("worker-1", threads, RunControl.none());
  }

  private ValidationResult compare() {
    return migration.validation().run(YEAR, Tolerance.NONE, RunControl.none());
  }
}
