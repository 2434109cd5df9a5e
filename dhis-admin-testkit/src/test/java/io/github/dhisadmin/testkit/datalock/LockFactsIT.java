package io.github.dhisadmin.testkit.datalock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.spi.DataLockStore;
import io.github.dhisadmin.spi.LockFacts;
import io.github.dhisadmin.spi.LockFacts.Approval;
import io.github.dhisadmin.spi.LockFacts.InputPeriod;
import io.github.dhisadmin.spi.LockFacts.OptionDates;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import io.github.dhisadmin.testkit.sql.TestSql;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a database says about the lock of a data set. */
class LockFactsIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private Dhis2Fixture dhis2;
  private DataLockStore store;
  private TestSql sql;

  @Test
  void data_set_without_anything_special_has_no_facts_but_its_days() {
    open(Shape.V2_42);
    dhis2.dataSet("Malaria").expiryDays(15);

    assertThat(facts("202601", "Clinic")).isEqualTo(new LockFacts(15, 0, List.of(), null));
  }

  @Test
  void parts_of_days_are_told() {
    open(Shape.V2_42);
    sql.execute("update dataset set expirydays = 0.5 where datasetid = ?", malaria());

    assertThat(facts("202601", "Clinic").expiryDays()).isEqualTo(0.5);
  }

  @Test
  void no_number_of_days_means_that_data_never_expires() {
    open(Shape.V2_42);
    sql.execute("update dataset set expirydays = null where datasetid = ?", malaria());

    assertThat(facts("202601", "Clinic").expiryDays()).isZero();
  }

  @Test
  void open_future_periods_are_told() {
    open(Shape.V2_42);
    dhis2.dataSet("Malaria").openFuturePeriods(3);

    assertThat(facts("202601", "Clinic").openFuturePeriods()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void attribute_options_can_be_used_while_all_of_them_can(Shape shape) {
    open(shape);
    dhis2.category("Donor").options("Red");
    dhis2.category("Project").options("Water");
    dhis2
        .categoryOption("Red")
        .startDate(LocalDate.of(2025, 1, 1))
        .endDate(LocalDate.of(2026, 6, 30));
    dhis2.categoryOption("Water").startDate(LocalDate.of(2025, 3, 1));
    dhis2.categoryCombo("Projects").categories("Donor", "Project");
    dhis2.dataSet("Malaria").openPeriodsAfterCoEndDate(2);

    assertThat(facts("202601", "Clinic", "Red, Water").optionDates())
        .isEqualTo(new OptionDates(LocalDate.of(2025, 3, 1), LocalDate.of(2026, 6, 30), 2));
    assertThat(facts("202601", "Clinic").optionDates()).isEqualTo(new OptionDates(null, null, 2));
  }

  @Test
  void exception_counts_for_exactly_its_data_set_period_and_unit() {
    open(Shape.V2_42);
    dhis2.dataSet("Cholera");
    exception(1, "Malaria", "202601", "Clinic");
    exception(2, "Malaria", "202601", "Clinic");
    exception(3, "Cholera", "202602", "Clinic");
    exception(4, "Malaria", "202603", "North");

    assertThat(facts("202601", "Clinic").exceptions()).isEqualTo(2);
    assertThat(facts("202602", "Clinic").exceptions()).isZero();
    assertThat(facts("202603", "Clinic").exceptions()).as("inherited from the parent").isZero();
  }

  @Test
  void input_periods_of_the_data_set_are_told_with_their_dates() {
    open(Shape.V2_42);
    dhis2.dataSet("Cholera");
    LocalDateTime opens = LocalDateTime.parse("2026-02-01T08:00");
    LocalDateTime closes = LocalDateTime.parse("2026-02-10T17:30");
    input(1, "Malaria", "202601", opens, closes);
    input(2, "Malaria", "202602", null, null);
    input(3, "Cholera", "202601", null, null);

    assertThat(facts("202601", "Clinic").inputPeriods())
        .containsExactly(new InputPeriod(true, opens, closes), new InputPeriod(false, null, null));
    assertThat(facts("202611", "Clinic").inputPeriods())
        .as("of a period that is not stored")
        .containsExactly(new InputPeriod(false, opens, closes), new InputPeriod(false, null, null));
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void data_is_approved_at_the_lowest_level_at_or_above_the_unit(Shape shape) {
    open(shape);
    dhis2
        .approvalWorkflow("Reporting")
        .levels("National", "Regional", "Local")
        .approved("Local", "202601", "Clinic")
        .approved("Regional", "202602", "North")
        .approved("Regional", "202603", "North")
        .approved("Local", "202603", "Clinic");
    dhis2.dataSet("Malaria").workflow("Reporting");

    Approval local = new Approval("Local", "Clinic");
    assertThat(facts("202601", "Clinic").approval()).contains(local);
    assertThat(facts("202601", "Ward").approval()).as("below the lowest level").contains(local);
    assertThat(facts("202602", "Clinic").approval()).as("approved above only").isEmpty();
    assertThat(facts("202602", "North").approval()).contains(new Approval("Regional", "North"));
    assertThat(facts("202603", "Ward").approval()).contains(local);
    assertThat(facts("202601", "Other clinic").approval()).as("of a sibling").isEmpty();
    assertThat(facts("202601", "Country").approval()).as("approved below only").isEmpty();
  }

  @Test
  void approval_counts_for_its_attribute_option_combo_and_workflow() {
    open(Shape.V2_42);
    dhis2.category("Donor").options("Red", "Blue");
    dhis2.categoryCombo("Donors").categories("Donor");
    dhis2
        .approvalWorkflow("Reporting")
        .levels("Local")
        .approved("Local", "202601", "Clinic", "Red");
    dhis2.approvalWorkflow("Other").levels("Local").approved("Local", "202601", "Clinic");
    dhis2.dataSet("Malaria").workflow("Reporting");

    assertThat(facts("202601", "Clinic", "Red").approval())
        .contains(new Approval("Local", "Clinic"));
    assertThat(facts("202601", "Clinic", "Blue").approval()).isEmpty();
    assertThat(facts("202601", "Clinic").approval()).isEmpty();
  }

  @Test
  void workflow_without_a_level_at_or_above_the_unit_approves_nothing() {
    open(Shape.V2_42);
    dhis2.approvalWorkflow("Reporting").levels("Local").approved("Local", "202601", "Clinic");
    dhis2.dataSet("Malaria").workflow("Reporting");

    assertThat(facts("202601", "North").approval()).isEmpty();
  }

  @Test
  void everything_unknown_is_named() {
    open(Shape.V2_42);

    assertThatThrownBy(
            () ->
                store.facts(
                    "noDataSet01", Period.of("202601"), "noUnit00001", Optional.of("noCombo0001")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "There is no data set noDataSet01; no organisation unit noUnit00001; no attribute"
                + " option combo noCombo0001.");
  }

  private void open(Shape shape) {
    dhis2 = Dhis2Fixture.on(POSTGRES.database(shape).dataSource());
    store = JooqPersistence.of(POSTGRES.database(shape).dataSource()).dataLocks();
    sql = new TestSql(POSTGRES.database(shape).dataSource());
    dhis2.organisationUnit("Country");
    dhis2.organisationUnit("North").parent("Country");
    dhis2.organisationUnit("Clinic").parent("North");
    dhis2.organisationUnit("Other clinic").parent("North");
    dhis2.organisationUnit("Ward").parent("Clinic");
    dhis2.approvalLevel("National", 1, 1);
    dhis2.approvalLevel("Regional", 2, 2);
    dhis2.approvalLevel("Local", 3, 3);
    dhis2.dataSet("Malaria");
  }

  private long malaria() {
    return dhis2.dataSet("Malaria").id();
  }

  private LockFacts facts(String isoPeriod, String unit) {
    return store.facts(
        dhis2.dataSet("Malaria").uid(),
        Period.of(isoPeriod),
        dhis2.organisationUnit(unit).uid(),
        Optional.empty());
  }

  private LockFacts facts(String isoPeriod, String unit, String attributeOptionCombo) {
    return store.facts(
        dhis2.dataSet("Malaria").uid(),
        Period.of(isoPeriod),
        dhis2.organisationUnit(unit).uid(),
        Optional.of(dhis2.categoryOptionComboUid(attributeOptionCombo)));
  }

  private void exception(int id, String dataSet, String isoPeriod, String unit) {
    sql.execute(
        "insert into lockexception (lockexceptionid, datasetid, periodid, organisationunitid)"
            + " values (?, ?, ?, ?)",
        id,
        dhis2.dataSet(dataSet).id(),
        dhis2.period(isoPeriod),
        dhis2.organisationUnit(unit).id());
  }

  private void input(
      int id, String dataSet, String isoPeriod, LocalDateTime opens, LocalDateTime closes) {
    sql.execute(
        "insert into datainputperiod (datainputperiodid, datasetid, periodid, openingdate,"
            + " closingdate) values (?, ?, ?, ?::timestamp, ?::timestamp)",
        id,
        dhis2.dataSet(dataSet).id(),
        dhis2.period(isoPeriod),
        opens,
        closes);
  }
}
