package io.github.dhisadmin.sync.internal.migration;

import static io.github.dhisadmin.migration.ProcessType.DATA_DELETION;
import static io.github.dhisadmin.migration.ProcessType.DATA_DOWNLOAD;
import static io.github.dhisadmin.migration.ProcessType.DATA_UPLOAD;
import static io.github.dhisadmin.sync.internal.migration.MigrationBed.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.error.AccessDeniedException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.OutdatedPlanException;
import io.github.dhisadmin.migration.AttributeFilter;
import io.github.dhisadmin.migration.ClearingPlan;
import io.github.dhisadmin.migration.ClearingPlan.Clearing;
import io.github.dhisadmin.migration.ClearingPlan.Scope;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DataItemSet.Place;
import io.github.dhisadmin.migration.DataMigrationPlan.Part;
import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.migration.DeletionPlan;
import io.github.dhisadmin.migration.DeletionPlan.Count;
import io.github.dhisadmin.migration.FailedTask;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.MigrationConfigurations;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.MigrationTasks;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.TaskSelection;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.sync.spi.OutgoingValue.Point;
import io.github.dhisadmin.testkit.remote.Fault;
import io.github.dhisadmin.testkit.remote.RemoteRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Data from one server to another, with servers that answer. */
class DataMigrationTest {
  private static final String BCG = "s46m5MS0hxu";
  private static final String OPV = "x3Do5e7g4Qo";
  private static final String BCG_THERE = "fbfJHSPpUQD";
  private static final String FIXED = "PT59n8BQbqM";
  private static final String OUTREACH = "V6L425pT3A0";
  private static final String UNIT = "DiszpKrYNg8";
  private static final String OTHER_UNIT = "g8upMTyEZGZ";
  private static final String DEFAULT = "HllvX50cXC0";
  private static final String AGGREGATES = "/api/analytics/dataValueSet.json";
  private static final String VALUES = "/api/dataValueSets";
  private static final PeriodType MONTHLY = PeriodType.named("Monthly").orElseThrow();
  private static final Place COUNTRY = new Place("ImspTQPwCqd", 4);
  private static final List<DataItem> ITEMS =
      List.of(new DataItem(BCG, BCG_THERE), DataItem.same(OPV));
  private static final DataMigrationRequest QUARTER =
      new DataMigrationRequest("north", List.of(), List.of(Period.of("2026Q1")), "amina");

  private final MigrationBed bed = new MigrationBed();
  private final MigrationService migration = bed.service();

  @BeforeEach
  void configure() {
    save(new DataItemSet("vaccines", DataOrigin.RAW_VALUES, MONTHLY, COUNTRY, ITEMS, null));
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void values_as_they_were_entered_arrive_under_the_names_of_the_destination() {
    bed.enter(
        "old",
        value(BCG, "202601", UNIT, FIXED, "13"),
        value(OPV, "202602", OTHER_UNIT, OUTREACH, "yes"),
        value(OPV, "202604", UNIT, FIXED, "99"));

    MigrationRun run = migration.migrateData(QUARTER);
    bed.work();

    assertThat(run.tasks()).isEqualTo(3);
    assertThat(bed.values("central"))
        .containsOnly(
            entry(key(BCG_THERE, "202601", UNIT, FIXED, DEFAULT), "13"),
            entry(key(OPV, "202602", OTHER_UNIT, OUTREACH, DEFAULT), "yes"));
    assertThat(counts(run, DATA_DOWNLOAD).done()).isEqualTo(3);
    assertThat(counts(run, DATA_UPLOAD).done()).isEqualTo(2);
  }

  @Test
  void values_as_they_were_entered_are_asked_for_by_element_period_and_all_below_the_unit() {
    migration.migrateData(QUARTER);
    bed.work();

    assertThat(bed.server("old").requests(VALUES))
        .extracting(
            request -> request.query("dataElement", ""),
            request -> request.query("period", ""),
            request -> request.query("orgUnit", ""),
            request -> request.query("children", ""))
        .containsExactlyInAnyOrder(
            tuple(BCG + "," + OPV, "202601", "ImspTQPwCqd", "true"),
            tuple(BCG + "," + OPV, "202602", "ImspTQPwCqd", "true"),
            tuple(BCG + "," + OPV, "202603", "ImspTQPwCqd", "true"));
  }

  @Test
  void comments_and_follow_up_marks_arrive() {
    bed.enter(
        "old",
        new MigratedValue(value(OPV, "202601", UNIT, FIXED, "13").point(), "13", "recount", true));

    migration.migrateData(QUARTER);
    bed.work();

    assertThat(bed.server("central").requests(VALUES).get(0).body())
        .contains("\"comment\":\"recount\"", "\"followup\":true");
  }

  @Test
  void aggregates_are_asked_for_by_item_period_unit_and_level() {
    save(new DataItemSet("vaccines", DataOrigin.ANALYTICS, MONTHLY, COUNTRY, ITEMS, null));
    bed.enter(
        "old",
        value(BCG, "202601", UNIT, FIXED, "13"),
        value(BCG, "202601", UNIT, OUTREACH, "4"),
        value(OPV, "202601", UNIT, FIXED, "text"));

    migration.migrateData(QUARTER);
    bed.work();

    assertThat(bed.values("central"))
        .containsOnly(entry(key(BCG_THERE, "202601", UNIT, "", ""), "17"));
    assertThat(bed.server("old").requests(AGGREGATES))
        .extracting(request -> request.query("dimension", ""))
        .containsExactlyInAnyOrder(
            "dx:" + BCG + ";" + OPV + ",pe:202601,ou:ImspTQPwCqd;LEVEL-4",
            "dx:" + BCG + ";" + OPV + ",pe:202602,ou:ImspTQPwCqd;LEVEL-4",
            "dx:" + BCG + ";" + OPV + ",pe:202603,ou:ImspTQPwCqd;LEVEL-4");
  }

  @Test
  void aggregates_of_a_category_option_arrive_with_the_attribute_they_are_mapped_to() {
    save(
        new DataItemSet(
            "vaccines",
            DataOrigin.ANALYTICS,
            MONTHLY,
            COUNTRY,
            ITEMS,
            new AttributeFilter("SooXFOUnciJ", Map.of(DEFAULT, "LEVELLEVEL1"))));
    bed.enter("old", value(OPV, "202601", UNIT, FIXED, "13"));

    migration.migrateData(QUARTER);
    bed.work();

    assertThat(bed.values("central"))
        .containsOnly(entry(key(OPV, "202601", UNIT, "", "LEVELLEVEL1"), "13"));
    assertThat(bed.server("old").requests(AGGREGATES))
        .allMatch(each -> each.query("filter", "").equals("SooXFOUnciJ:" + DEFAULT));
  }

  @Test
  void plan_names_the_periods_of_each_item_set_and_asks_nobody() {
    assertThat(migration.plan(QUARTER).parts())
        .containsExactly(new Part("vaccines", List.of("202601", "202602", "202603")));
    assertThat(bed.server("old").requests()).isEmpty();
  }

  @Test
  void migration_twice_leaves_what_one_leaves() {
    bed.enter("old", value(OPV, "202601", UNIT, FIXED, "13"));

    migration.migrateData(QUARTER);
    bed.work();
    Map<String, String> once = bed.values("central");
    migration.migrateData(QUARTER);
    bed.work();

    assertThat(bed.values("central")).isEqualTo(once).hasSize(1);
  }

  @Test
  void answer_that_is_too_much_is_asked_for_in_halves() {
    bed.enter(
        "old", value(BCG, "202601", UNIT, FIXED, "13"), value(OPV, "202601", UNIT, FIXED, "14"));
    bed.server("old")
        .faults()
        .decide(
            request ->
                request.query("dataElement", "").contains(",")
                    ? Optional.of(Fault.status(413))
                    : Optional.empty());

    MigrationRun run = migration.migrateData(QUARTER);
    bed.work();

    assertThat(bed.values("central")).hasSize(2);
    assertThat(counts(run, DATA_DOWNLOAD))
        .extracting(ProcessCounts::done, ProcessCounts::failed)
        .containsExactly(9L, 0L);
  }

  /** A 409 with partial success failed the whole file, which was sent again whole (D.9, 16). */
  @Test
  void refused_values_fail_alone_with_their_reasons_and_are_retried_alone() {
    bed.server("central").forget(OTHER_UNIT);
    bed.enter(
        "old",
        value(OPV, "202601", UNIT, FIXED, "13"),
        value(OPV, "202601", OTHER_UNIT, FIXED, "14"));

    MigrationRun run = migration.migrateData(QUARTER);
    bed.work();

    assertThat(bed.values("central")).hasSize(1);
    FailedTask failed = failed().get(0);
    assertThat(failed.process()).isEqualTo(DATA_UPLOAD);
    assertThat(failed.problem().code()).isEqualTo("REJECTED_ROWS");
    assertThat(failed.problem().httpStatus()).isEqualTo(409);
    assertThat(failed.problem().excerpt()).contains("E7612", OTHER_UNIT);
    assertThat(failed.payload()).contains(OTHER_UNIT).doesNotContain(UNIT);
    assertThat(counts(run, DATA_UPLOAD))
        .extracting(ProcessCounts::done, ProcessCounts::failed, ProcessCounts::missing)
        .containsExactly(1L, 1L, 0L);

    bed.server("central").learn(OTHER_UNIT);
    assertThat(migration.tasks().retry(TaskSelection.one("north", failed.id()))).isEqualTo(1);
    bed.work();

    assertThat(failed()).isEmpty();
    assertThat(bed.values("central")).hasSize(2);
  }

  @Test
  void source_that_does_not_know_us_fails_the_downloads_with_that_reason() {
    bed.server("old").faults().always(VALUES, Fault.status(401));

    MigrationRun run = migration.migrateData(QUARTER);
    bed.work();

    assertThat(counts(run, DATA_DOWNLOAD).failed()).isEqualTo(3);
    assertThat(failed())
        .extracting(each -> each.problem().code(), each -> each.problem().httpStatus())
        .containsOnly(tuple("AUTH", 401));
    assertThat(failed()).extracting(FailedTask::key).doesNotHaveDuplicates();
  }

  @Test
  void stopped_migration_fetches_nothing_more() {
    MigrationRun run = migration.migrateData(QUARTER);

    assertThat(migration.tasks().cancel(run.id())).isEqualTo(3);
    bed.work();

    assertThat(bed.server("old").requests()).isEmpty();
    assertThat(counts(run, DATA_DOWNLOAD).cancelled()).isEqualTo(3);
  }

  @Test
  void waiting_tasks_are_cleared_after_what_is_lost_was_seen() {
    MigrationRun run = migration.migrateData(QUARTER);
    ClearingPlan plan =
        migration
            .tasks()
            .plan(new Clearing(TaskSelection.of("north", DATA_DOWNLOAD), Scope.QUEUED));

    assertThat(plan.tasks()).isEqualTo(3);
    assertThat(migration.tasks().clear(plan)).isEqualTo(plan);

    assertThat(counts(run, DATA_DOWNLOAD))
        .extracting(ProcessCounts::queued, ProcessCounts::cleared, ProcessCounts::missing)
        .containsExactly(0L, 3L, 0L);
  }

  @Test
  void deletion_is_counted_first_and_then_removes_exactly_that() {
    bed.enter(
        "central",
        value(BCG_THERE, "202601", UNIT, FIXED, "13"),
        value(OPV, "202601", UNIT, FIXED, "14"),
        value(OPV, "202603", UNIT, FIXED, "15"),
        value(OPV, "202604", UNIT, FIXED, "16"),
        value(BCG, "202601", UNIT, FIXED, "17"));

    DeletionPlan plan = migration.planDeletion(QUARTER, RunControl.none());
    assertThat(plan.counts())
        .containsExactly(new Count("vaccines", "202601", 2), new Count("vaccines", "202603", 1));
    assertThat(plan.values()).isEqualTo(3);
    assertThat(bed.values("central")).hasSize(5);

    MigrationRun run = migration.deleteData(QUARTER, plan.token(), RunControl.none());
    bed.work();

    assertThat(bed.values("central"))
        .containsOnlyKeys(
            key(OPV, "202604", UNIT, FIXED, DEFAULT), key(BCG, "202601", UNIT, FIXED, DEFAULT));
    assertThat(counts(run, DATA_DELETION).done()).isEqualTo(2);
    assertThat(migration.planDeletion(QUARTER, RunControl.none()).values()).isZero();
  }

  @Test
  void deletion_of_other_values_than_were_seen_is_refused() {
    bed.enter("central", value(OPV, "202601", UNIT, FIXED, "14"));
    DeletionPlan plan = migration.planDeletion(QUARTER, RunControl.none());
    bed.enter("central", value(OPV, "202601", UNIT, FIXED, "15"));

    assertThatThrownBy(() -> migration.deleteData(QUARTER, plan.token(), RunControl.none()))
        .isInstanceOf(OutdatedPlanException.class);
    bed.work();

    assertThat(bed.values("central")).hasSize(1);
  }

  @Test
  void deletion_of_an_item_with_an_option_combination_leaves_the_others() {
    save(
        new DataItemSet(
            "vaccines",
            DataOrigin.RAW_VALUES,
            MONTHLY,
            COUNTRY,
            List.of(new DataItem(BCG + "." + FIXED, OPV + "." + FIXED)),
            null));
    bed.enter(
        "central",
        value(OPV, "202601", UNIT, FIXED, "14"),
        value(OPV, "202601", UNIT, OUTREACH, "15"));

    DeletionPlan plan = migration.planDeletion(QUARTER, RunControl.none());
    migration.deleteData(QUARTER, plan.token(), RunControl.none());
    bed.work();

    assertThat(bed.values("central")).containsOnlyKeys(key(OPV, "202601", UNIT, OUTREACH, DEFAULT));
  }

  @Test
  void deletion_of_aggregates_of_a_category_option_leaves_other_attributes() {
    save(
        new DataItemSet(
            "vaccines",
            DataOrigin.ANALYTICS,
            MONTHLY,
            COUNTRY,
            ITEMS,
            new AttributeFilter("SooXFOUnciJ", Map.of("CW81uF03hvV", "LEVELLEVEL1"))));
    MigratedValue other = value(OPV, "202601", UNIT, FIXED, "14");
    bed.place("/ImspTQPwCqd/O6uvpzGd5pu/YuQRtpLP10I/" + UNIT);
    bed.enter(
        "central",
        new MigratedValue(new Point(OPV, "202601", UNIT, FIXED, "LEVELLEVEL1"), "13", null, false),
        other);

    DeletionPlan plan = migration.planDeletion(QUARTER, RunControl.none());
    migration.deleteData(QUARTER, plan.token(), RunControl.none());
    bed.work();

    assertThat(plan.values()).isEqualTo(1);
    assertThat(bed.values("central")).containsOnlyKeys(other.point().key());
  }

  /** It read aggregates of the level, and so must not touch what lies above or below (D.6). */
  @Test
  void deletion_of_aggregates_leaves_values_of_units_of_other_levels_and_places() {
    save(new DataItemSet("vaccines", DataOrigin.ANALYTICS, MONTHLY, COUNTRY, ITEMS, null));
    bed.place("/ImspTQPwCqd/O6uvpzGd5pu/YuQRtpLP10I/" + UNIT);
    bed.place("/ImspTQPwCqd/O6uvpzGd5pu/YuQRtpLP10I/" + UNIT + "/" + OTHER_UNIT);
    bed.place("/ImspTQPwCqd/O6uvpzGd5pu/YuQRtpLP10I");
    bed.place("/OtherLand01/O6uvpzGd5p2/YuQRtpLP102/DiszpKrYNg2");
    bed.enter(
        "central",
        value(OPV, "202601", UNIT, FIXED, "13"),
        value(OPV, "202601", OTHER_UNIT, FIXED, "14"),
        value(OPV, "202601", "YuQRtpLP10I", FIXED, "15"),
        value(OPV, "202601", "DiszpKrYNg2", FIXED, "16"));

    DeletionPlan plan = migration.planDeletion(QUARTER, RunControl.none());
    migration.deleteData(QUARTER, plan.token(), RunControl.none());
    bed.work();

    assertThat(plan.values()).isEqualTo(1);
    assertThat(bed.values("central").values()).containsExactlyInAnyOrder("14", "15", "16");
  }

  /** The data service asks nobody who they are (D.9, 13). */
  @Test
  void whoever_may_not_export_data_may_neither_migrate_nor_delete_nor_retry() {
    MigrationService denied = bed.service(AccessPolicy.dhis2(() -> Set.of()));

    assertThatThrownBy(() -> denied.migrateData(QUARTER)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> denied.deleteData(QUARTER, "", RunControl.none()))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> denied.work("w", Runnable::run, RunControl.none()))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> denied.tasks().retry(TaskSelection.all("north")))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> denied.tasks().cancel(1)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> denied.planDeletion(QUARTER, RunControl.none()))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(bed.server("central").requests()).isEmpty();
  }

  @Test
  void whoever_may_not_export_data_may_not_throw_tasks_away() {
    migration.migrateData(QUARTER);
    MigrationTasks denied = bed.service(AccessPolicy.dhis2(() -> Set.of())).tasks();
    ClearingPlan plan =
        denied.plan(new Clearing(TaskSelection.all("north"), Scope.QUEUED_AND_FAILED));

    assertThatThrownBy(() -> denied.clear(plan)).isInstanceOf(AccessDeniedException.class);

    assertThat(migration.tasks().plan(plan.clearing())).isEqualTo(plan);
  }

  @Test
  void whoever_may_not_change_settings_may_not_configure() {
    MigrationConfigurations denied =
        bed.service(AccessPolicy.dhis2(() -> Set.of("F_EXPORT_DATA"))).configurations();
    MigrationConfiguration turned =
        new MigrationConfiguration("north", "central", "old", List.of());

    assertThatThrownBy(() -> denied.save(turned)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> denied.remove("north")).isInstanceOf(AccessDeniedException.class);

    assertThat(migration.configurations().find("north").orElseThrow().source()).isEqualTo("old");
  }

  @Test
  void unknown_names_are_refused_with_what_was_meant() {
    DataMigrationRequest misspelt =
        new DataMigrationRequest("nort", List.of(), QUARTER.periods(), "amina");
    DataMigrationRequest unknownSet =
        new DataMigrationRequest("north", List.of("malaria"), QUARTER.periods(), "amina");
    MigrationConfiguration unknownServer =
        new MigrationConfiguration("south", "old", "elsewhere", List.of());

    assertThatThrownBy(() -> migration.migrateData(misspelt))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("north");
    assertThatThrownBy(() -> migration.plan(unknownSet))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("malaria");
    assertThatThrownBy(() -> migration.configurations().save(unknownServer))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("elsewhere");
  }

  @Test
  void periods_that_hold_none_of_the_type_are_refused() {
    save(
        new DataItemSet(
            "vaccines",
            DataOrigin.RAW_VALUES,
            PeriodType.named("Yearly").orElseThrow(),
            COUNTRY,
            ITEMS,
            null));

    assertThatThrownBy(() -> migration.migrateData(QUARTER))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("longer");
  }

  @Test
  void no_request_tells_the_password_and_none_follows_a_redirect() {
    bed.server("old").faults().always(VALUES, Fault.redirect("https://evil.example.org/"));

    migration.migrateData(QUARTER);
    bed.work();

    assertThat(failed()).extracting(each -> each.problem().code()).containsOnly("BAD_PROXY");
    assertThat(failed()).allMatch(each -> !each.problem().message().contains("Very-secret-1"));
    assertThat(bed.server("old").requests()).extracting(RemoteRequest::path).containsOnly(VALUES);
  }

  private void save(DataItemSet... itemSets) {
    migration
        .configurations()
        .save(new MigrationConfiguration("north", "old", "central", Stream.of(itemSets).toList()));
  }

  private List<FailedTask> failed() {
    return migration.tasks().failed(TaskSelection.all("north"), FailedTask.Position.START, 100);
  }

  private ProcessCounts counts(MigrationRun run, ProcessType process) {
    return migration.tasks().counts(run.id()).stream()
        .filter(each -> each.process() == process)
        .findFirst()
        .orElseThrow();
  }

  private static String key(
      String element, String period, String unit, String combo, String attribute) {
    return String.join(".", element, period, unit, combo, attribute);
  }
}
