package io.github.dhisadmin.sync.internal.migration;

import static io.github.dhisadmin.migration.Discrepancy.Kind.MISSING_AT_DESTINATION;
import static io.github.dhisadmin.migration.Discrepancy.Kind.MISSING_AT_SOURCE;
import static io.github.dhisadmin.migration.Discrepancy.Kind.NOT_COMPARABLE;
import static io.github.dhisadmin.migration.Discrepancy.Kind.VALUE_DIFFERS;
import static io.github.dhisadmin.sync.internal.migration.MigrationBed.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.error.AccessDeniedException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.migration.AttributeFilter;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DataItemSet.Place;
import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.migration.Discrepancy;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.MigrationValidation;
import io.github.dhisadmin.migration.Tolerance;
import io.github.dhisadmin.migration.ValidationResult;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.sync.spi.OutgoingValue.Point;
import io.github.dhisadmin.testkit.remote.Fault;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both sides compared, with servers that answer. */
class ValidationTest {
  private static final String BCG = "s46m5MS0hxu";
  private static final String BCG_THERE = "fbfJHSPpUQD";
  private static final String FIXED = "PT59n8BQbqM";
  private static final String OUTREACH = "V6L425pT3A0";
  private static final String UNIT = "DiszpKrYNg8";
  private static final String PLACE = "/ImspTQPwCqd/O6uvpzGd5pu/YuQRtpLP10I/";
  private static final String OTHER_UNIT = "g8upMTyEZGZ";
  private static final String FUNDED = "LEVELLEVEL1";
  private static final String UNFUNDED = "LEVELLEVEL2";
  private static final String VALUES = "/api/dataValueSets";
  private static final DataMigrationRequest QUARTER =
      new DataMigrationRequest("north", List.of(), List.of(Period.of("2026Q1")), "amina");

  private final MigrationBed bed = new MigrationBed();
  private final MigrationService migration = bed.service();

  @BeforeEach
  void configure() {
    save(DataOrigin.RAW_VALUES);
    bed.place(PLACE + UNIT);
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void migrated_data_have_no_discrepancies() {
    bed.enter(
        "old",
        value(BCG, "202601", UNIT, FIXED, "13"),
        value(BCG, "202602", UNIT, OUTREACH, "many"));
    migration.migrateData(QUARTER);
    bed.work();

    ValidationResult result = compare(Tolerance.NONE);

    assertThat(result.matched()).isEqualTo(2);
    assertThat(result.total()).isZero();
  }

  @Test
  void each_kind_of_difference_is_found_in_the_names_of_the_destination() {
    bed.enter(
        "old",
        value(BCG, "202601", UNIT, FIXED, "13"),
        value(BCG, "202602", UNIT, FIXED, "14"),
        value(BCG, "202603", UNIT, FIXED, "15"));
    bed.enter(
        "central",
        value(BCG_THERE, "202602", UNIT, FIXED, "41"),
        value(BCG_THERE, "202603", UNIT, FIXED, "15.0"),
        value(BCG_THERE, "202603", OTHER_UNIT, FIXED, "16"));

    ValidationResult result = compare(Tolerance.NONE);

    assertThat(result.matched()).isEqualTo(1);
    assertThat(result.discrepancies())
        .containsOnly(
            entry(MISSING_AT_DESTINATION, 1L),
            entry(VALUE_DIFFERS, 1L),
            entry(MISSING_AT_SOURCE, 1L));
    assertThat(found(result))
        .extracting(
            Discrepancy::kind,
            each -> each.point().dataElement(),
            each -> each.point().period(),
            Discrepancy::sourceValueOrNull,
            Discrepancy::destinationValueOrNull)
        .containsExactly(
            tuple(MISSING_AT_DESTINATION, BCG_THERE, "202601", "13", null),
            tuple(VALUE_DIFFERS, BCG_THERE, "202602", "14", "41"),
            tuple(MISSING_AT_SOURCE, BCG_THERE, "202603", null, "16"));
  }

  @Test
  void difference_that_is_tolerated_is_none() {
    bed.enter("old", value(BCG, "202601", UNIT, FIXED, "200"));
    bed.enter("central", value(BCG_THERE, "202601", UNIT, FIXED, "201"));

    assertThat(compare(Tolerance.NONE).total()).isEqualTo(1);
    assertThat(compare(new Tolerance(BigDecimal.ONE, BigDecimal.ZERO)).total()).isZero();
    assertThat(compare(new Tolerance(BigDecimal.ZERO, new BigDecimal("0.005"))).total()).isZero();
    assertThat(compare(new Tolerance(BigDecimal.ZERO, new BigDecimal("0.004"))).total())
        .isEqualTo(1);
  }

  @Test
  void aggregate_without_a_combination_is_compared_with_the_one_value_that_is_there() {
    save(DataOrigin.ANALYTICS);
    bed.enter(
        "old",
        value(BCG, "202601", UNIT, FIXED, "13"),
        value(BCG, "202602", UNIT, FIXED, "14"),
        value(BCG, "202602", UNIT, OUTREACH, "1"));
    bed.enter(
        "central",
        value(BCG_THERE, "202601", UNIT, "HllvX50cXC0", "13"),
        value(BCG_THERE, "202602", UNIT, FIXED, "14"),
        value(BCG_THERE, "202602", UNIT, OUTREACH, "1"));

    ValidationResult result = compare(Tolerance.NONE);

    assertThat(result.matched()).isEqualTo(1);
    assertThat(result.discrepancies()).containsOnly(entry(NOT_COMPARABLE, 1L));
  }

  /** Attribute combinations were no part of the key (D.7). */
  @Test
  void aggregates_of_category_options_are_compared_with_the_attributes_they_are_mapped_to() {
    save(
        DataOrigin.ANALYTICS,
        new AttributeFilter("SooXFOUnciJ", Map.of("HllvX50cXC0", FUNDED, "CW81uF03hvV", UNFUNDED)));
    bed.enter(
        "old",
        value(BCG, "202601", UNIT, FIXED, "13"),
        new MigratedValue(point(BCG, "CW81uF03hvV"), "14", null, false));
    bed.enter(
        "central",
        new MigratedValue(point(BCG_THERE, FUNDED), "13", null, false),
        new MigratedValue(point(BCG_THERE, UNFUNDED), "41", null, false),
        new MigratedValue(point(BCG_THERE, "HllvX50cXC0"), "99", null, false));

    ValidationResult result = compare(Tolerance.NONE);

    assertThat(result.matched()).isEqualTo(1);
    assertThat(found(result))
        .extracting(Discrepancy::kind, each -> each.point().attributeOptionCombo())
        .containsExactly(tuple(VALUE_DIFFERS, UNFUNDED));
  }

  @Test
  void aggregates_are_compared_with_values_of_units_of_their_level() {
    save(DataOrigin.ANALYTICS);
    bed.place(PLACE + UNIT + "/" + OTHER_UNIT);
    bed.enter("old", value(BCG, "202601", UNIT, FIXED, "13"));
    bed.enter(
        "central",
        value(BCG_THERE, "202601", UNIT, FIXED, "13"),
        value(BCG_THERE, "202601", OTHER_UNIT, FIXED, "6"));

    ValidationResult result = compare(Tolerance.NONE);

    assertThat(result.matched()).isEqualTo(1);
    assertThat(result.total()).isZero();
  }

  @Test
  void chosen_periods_are_compared_and_no_others() {
    bed.enter(
        "old", value(BCG, "202601", UNIT, FIXED, "13"), value(BCG, "202604", UNIT, FIXED, "14"));
    bed.enter("central", value(BCG_THERE, "202512", UNIT, FIXED, "15"));

    assertThat(compare(Tolerance.NONE).discrepancies())
        .containsOnly(entry(MISSING_AT_DESTINATION, 1L));
  }

  @Test
  void comparison_changes_neither_side() {
    bed.enter("old", value(BCG, "202601", UNIT, FIXED, "13"));
    bed.enter("central", value(BCG_THERE, "202601", UNIT, FIXED, "14"));

    compare(Tolerance.NONE);

    assertThat(bed.values("old").values()).containsExactly("13");
    assertThat(bed.values("central").values()).containsExactly("14");
    assertThat(migration.tasks().counts("north")).allMatch(each -> each.enqueued() == 0);
  }

  @Test
  void whoever_may_not_export_data_may_neither_compare_nor_look_nor_mend() {
    bed.enter("old", value(BCG, "202601", UNIT, FIXED, "13"));
    ValidationResult result = compare(Tolerance.NONE);
    int asked = bed.server("old").requests().size();
    MigrationValidation denied = bed.service(AccessPolicy.dhis2(() -> Set.of())).validation();

    assertThatThrownBy(() -> denied.run(QUARTER, Tolerance.NONE, RunControl.none()))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> denied.discrepancies(result.run(), 0, 1))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> denied.migrate(result.run(), "amina"))
        .isInstanceOf(AccessDeniedException.class);

    assertThat(bed.server("old").requests()).hasSize(asked);
    assertThat(migration.tasks().counts("north")).allMatch(each -> each.enqueued() == 0);
  }

  /** Errors of the destination were swallowed, and everything counted as missing (D.7). */
  @Test
  void side_that_cannot_be_read_is_trouble_and_no_discrepancy() {
    bed.enter("old", value(BCG, "202601", UNIT, FIXED, "13"));
    bed.server("central").faults().always(VALUES, Fault.status(403));

    assertThatThrownBy(() -> compare(Tolerance.NONE)).isInstanceOf(RemoteException.class);
  }

  @Test
  void discrepancies_are_migrated_in_one_call_and_gone_afterwards() {
    bed.enter(
        "old", value(BCG, "202601", UNIT, FIXED, "13"), value(BCG, "202602", UNIT, FIXED, "14"));
    bed.enter(
        "central",
        value(BCG_THERE, "202602", UNIT, FIXED, "41"),
        value(BCG_THERE, "202603", UNIT, FIXED, "16"));
    ValidationResult before = compare(Tolerance.NONE);

    MigrationRun repair = migration.validation().migrate(before.run(), "amina");
    bed.work();
    ValidationResult after = compare(Tolerance.NONE);

    assertThat(repair.tasks()).isEqualTo(1);
    assertThat(after.matched()).isEqualTo(2);
    assertThat(after.discrepancies()).containsOnly(entry(MISSING_AT_SOURCE, 1L));
    assertThatThrownBy(() -> migration.validation().migrate(after.run(), "amina"))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void discrepancies_are_paged() {
    bed.enter(
        "old",
        value(BCG, "202601", UNIT, FIXED, "13"),
        value(BCG, "202602", UNIT, FIXED, "14"),
        value(BCG, "202603", UNIT, FIXED, "15"));
    ValidationResult result = compare(Tolerance.NONE);

    List<Discrepancy> first = migration.validation().discrepancies(result.run(), 0, 2);
    List<Discrepancy> rest =
        migration.validation().discrepancies(result.run(), first.get(1).id(), 2);

    assertThat(first).hasSize(2);
    assertThat(rest).extracting(each -> each.point().period()).containsExactly("202603");
  }

  private void save(DataOrigin origin) {
    save(origin, null);
  }

  private void save(DataOrigin origin, @Nullable AttributeFilter attributes) {
    migration
        .configurations()
        .save(
            new MigrationConfiguration(
                "north",
                "old",
                "central",
                List.of(
                    new DataItemSet(
                        "vaccines",
                        origin,
                        PeriodType.named("Monthly").orElseThrow(),
                        new Place("ImspTQPwCqd", 4),
                        List.of(new DataItem(BCG, BCG_THERE)),
                        attributes))));
  }

  private static Point point(String dataElement, String attribute) {
    return new Point(dataElement, "202601", UNIT, FIXED, attribute);
  }

  private ValidationResult compare(Tolerance tolerance) {
    return migration.validation().run(QUARTER, tolerance, RunControl.none());
  }

  private List<Discrepancy> found(ValidationResult result) {
    return migration.validation().discrepancies(result.run(), 0, 100);
  }
}
