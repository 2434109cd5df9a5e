package io.github.dhisadmin.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.integrity.CheckSource;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.spi.StoredCheck;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AllChecksIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  @ParameterizedTest
  @EnumSource
  void empty_database_has_no_issues(Shape shape) {
    List<StoredCheck> checks = new IntegrityBed(POSTGRES.database(shape)).store().checks();

    SoftAssertions all = new SoftAssertions();
    for (StoredCheck check : present(checks)) {
      all.assertThat(IntegrityBed.issues(check)).as(check.definition().id()).isEmpty();
    }
    all.assertAll();
  }

  @ParameterizedTest
  @EnumSource
  void database_after_its_first_start_has_no_issues(Shape shape) {
    List<StoredCheck> checks = new IntegrityBed(POSTGRES.database(shape)).store().checks();
    Dhis2Fixture.on(POSTGRES.database(shape).dataSource());

    SoftAssertions all = new SoftAssertions();
    for (StoredCheck check : present(checks)) {
      all.assertThat(IntegrityBed.issues(check)).as(check.definition().id()).isEmpty();
    }
    all.assertAll();
  }

  @ParameterizedTest
  @EnumSource
  void every_check_of_the_guide_can_run(Shape shape) {
    List<StoredCheck> checks = new IntegrityBed(POSTGRES.database(shape)).store().checks();

    assertThat(checks)
        .filteredOn(check -> check.definition().traits().source() == CheckSource.SEED)
        .isNotEmpty()
        .allSatisfy(check -> assertThat(check.missing()).as(check.definition().id()).isEmpty())
        .allSatisfy(
            check ->
                assertThat(check.definition().traits().byDefault())
                    .as(check.definition().id())
                    .isTrue());
  }

  @ParameterizedTest
  @EnumSource
  void definitions_are_complete_and_names_unique(Shape shape) {
    List<IntegrityCheck> checks =
        new IntegrityBed(POSTGRES.database(shape))
            .store().checks().stream().map(StoredCheck::definition).toList();

    assertThat(checks).extracting(IntegrityCheck::id).doesNotHaveDuplicates();
    assertThat(checks).extracting(IntegrityCheck::code).doesNotHaveDuplicates();
    assertThat(checks).flatExtracting(check -> check.name().aliases()).doesNotHaveDuplicates();
    assertThat(checks)
        .allSatisfy(check -> assertThat(check.id()).matches("[a-z0-9]+(_[a-z0-9]+)+"))
        .allSatisfy(check -> assertThat(check.texts().title()).isNotBlank())
        .allSatisfy(check -> assertThat(check.texts().title().length()).isLessThan(80))
        .allSatisfy(check -> assertThat(check.texts().description()).endsWith("."))
        .allSatisfy(check -> assertThat(check.texts().recommendation()).endsWith("."))
        .allSatisfy(check -> assertThat(check.texts().place()).isNotBlank());
  }

  private static List<StoredCheck> present(List<StoredCheck> checks) {
    return checks.stream().filter(check -> check.missing().isEmpty()).toList();
  }
}
