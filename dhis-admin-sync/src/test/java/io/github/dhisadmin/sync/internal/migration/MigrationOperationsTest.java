package io.github.dhisadmin.sync.internal.migration;

import static io.github.dhisadmin.migration.ProcessType.DATA_DELETION;
import static io.github.dhisadmin.migration.ProcessType.DATA_DOWNLOAD;
import static io.github.dhisadmin.migration.ProcessType.DATA_UPLOAD;
import static io.github.dhisadmin.migration.ProcessType.METADATA_DOWNLOAD;
import static io.github.dhisadmin.migration.ProcessType.METADATA_UPLOAD;
import static io.github.dhisadmin.sync.internal.migration.MigrationBed.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.migration.ClearingPlan;
import io.github.dhisadmin.migration.ClearingPlan.Clearing;
import io.github.dhisadmin.migration.ClearingPlan.Scope;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DataItemSet.Place;
import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.migration.DeletionPlan;
import io.github.dhisadmin.migration.Discrepancy.Kind;
import io.github.dhisadmin.migration.FailedTask;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.TaskSelection;
import io.github.dhisadmin.migration.Tolerance;
import io.github.dhisadmin.migration.ValidationResult;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.run.Progress;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.testkit.remote.Fault;
import io.github.dhisadmin.testkit.remote.RemoteRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators of the data service are promised of data, by this library. */
class MigrationOperationsTest {
  private static final String BCG = "s46m5MS0hxu";
  private static final String OPV = "x3Do5e7g4Qo";
  private static final String FIXED = "PT59n8BQbqM";
  private static final String UNIT = "DiszpKrYNg8";
  private static final String VALUES = "/api/dataValueSets";
  private static final String AGGREGATES = "/api/analytics/dataValueSet.json";

  private final MigrationBed bed = new MigrationBed();
  private final MigrationService migration = bed.service();

  @BeforeEach
  void configure() {
    migration
        .configurations()
        .save(
            new MigrationConfiguration(
                "north", "old", "central", List.of(items("bcg", BCG), items("opv", OPV))));
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void data_items_have_a_name_a_type_a_period_type_a_place_and_items() {
    assertThat(migration.configurations().find("north").orElseThrow().itemSet("opv"))
        .isEqualTo(
            new DataItemSet(
                "opv",
                DataOrigin.RAW_VALUES,
                PeriodType.named("Monthly").orElseThrow(),
                new Place("ImspTQPwCqd", 4),
                List.of(DataItem.same(OPV)),
                null));
  }

  @Test
  void data_of_the_chosen_items_and_periods_are_migrated_and_no_others() {
    enterFour("old");

    migration.migrateData(request("202601", "opv"));
    bed.work();

    assertThat(bed.values("central")).containsOnly(entry(key(OPV, "202601"), "21"));
  }

  @Test
  void migration_is_queued_first_and_carried_out_in_the_background() {
    enterFour("old");

    MigrationRun run = migration.migrateData(request("2026Q1"));

    assertThat(bed.server("old").requests(VALUES))
        .extracting(RemoteRequest::method)
        .doesNotContain("GET");
    assertThat(counts(run, DATA_DOWNLOAD).queued()).isEqualTo(6);
  }

  /** An API and its workers had to share a disk (D.9, 14). */
  @Test
  void worker_needs_nothing_of_the_process_that_queued_but_the_tasks() {
    enterFour("old");
    migration.migrateData(request("2026Q1"));
    migration.configurations().remove("north");

    bed.service().work("worker in another process", Runnable::run, RunControl.none());

    assertThat(bed.values("central")).hasSize(4);
  }

  /** A client was built from the wrong id, and options were dropped (D.9, 12). */
  @Test
  void each_configuration_asks_its_own_source() {
    migration
        .configurations()
        .save(new MigrationConfiguration("back", "central", "old", List.of(items("opv", OPV))));
    bed.enter("central", value(OPV, "202601", UNIT, FIXED, "77"));

    migration.migrateData(
        new DataMigrationRequest("back", List.of(), List.of(Period.of("202601")), "amina"));
    bed.work();

    assertThat(bed.values("old")).containsOnly(entry(key(OPV, "202601"), "77"));
    assertThat(bed.server("old").requests(VALUES))
        .extracting(RemoteRequest::method)
        .containsOnly("POST");
  }

  @Test
  void run_that_never_was_cannot_be_stopped() {
    assertThatThrownBy(() -> migration.tasks().cancel(4711))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("4711");
  }

  @Test
  void data_of_the_chosen_items_and_periods_are_deleted_and_no_others() {
    enterFour("central");

    DeletionPlan plan = migration.planDeletion(request("202601", "bcg"), RunControl.none());
    migration.deleteData(request("202601", "bcg"), plan.token(), RunControl.none());
    bed.work();

    assertThat(plan.values()).isEqualTo(1);
    assertThat(bed.values("central"))
        .containsOnlyKeys(key(BCG, "202602"), key(OPV, "202601"), key(OPV, "202602"));
  }

  @Test
  void deletion_touches_the_destination_only() {
    enterFour("old");
    enterFour("central");

    DeletionPlan plan = migration.planDeletion(request("2026Q1"), RunControl.none());
    migration.deleteData(request("2026Q1"), plan.token(), RunControl.none());
    bed.work();

    assertThat(bed.values("central")).isEmpty();
    assertThat(bed.values("old")).hasSize(4);
  }

  @Test
  void every_process_type_is_counted_also_without_tasks() {
    assertThat(migration.tasks().counts("north"))
        .containsExactly(
            ProcessCounts.none(METADATA_DOWNLOAD),
            ProcessCounts.none(METADATA_UPLOAD),
            ProcessCounts.none(DATA_DOWNLOAD),
            ProcessCounts.none(DATA_UPLOAD),
            ProcessCounts.none(DATA_DELETION));
  }

  @Test
  void queued_and_processing_tasks_are_told_apart_while_workers_work() {
    enterFour("old");
    MigrationRun run = migration.migrateData(request("2026Q1"));
    List<ProcessCounts> meanwhile = new ArrayList<>();

    migration.work(
        "worker-1",
        task -> {
          meanwhile.add(counts(run, DATA_DOWNLOAD));
          task.run();
        },
        RunControl.none());

    assertThat(meanwhile.get(0))
        .extracting(ProcessCounts::queued, ProcessCounts::processing, ProcessCounts::missing)
        .containsExactly(2L, 4L, 0L);
    assertThat(counts(run, DATA_DOWNLOAD).done()).isEqualTo(6);
  }

  @Test
  void worker_tells_what_is_done_and_what_is_left() {
    enterFour("old");
    migration.migrateData(request("2026Q1"));
    List<Progress> heard = new ArrayList<>();

    migration.work(
        "worker-1",
        task -> {
          bed.clock().advance(Duration.ofSeconds(3));
          task.run();
        },
        RunControl.listening(heard::add));

    assertThat(heard).isNotEmpty();
    assertThat(heard).extracting(Progress::percent).isSorted();
    assertThat(heard.get(0).done()).isEqualTo(4);
    assertThat(heard.get(0).total()).isEqualTo(9);
    assertThat(heard.get(0).remaining()).hasValue(Duration.ofSeconds(15));
    assertThat(heard.get(heard.size() - 1).percent()).isEqualTo(100);
  }

  /** The status of one run was that of all (D.9, 9). */
  @Test
  void one_run_is_counted_without_the_others() {
    enterFour("old");
    MigrationRun first = migration.migrateData(request("202601"));
    bed.work();
    MigrationRun second = migration.migrateData(request("2026Q1", "opv"));

    assertThat(counts(first, DATA_DOWNLOAD).done()).isEqualTo(2);
    assertThat(counts(second, DATA_DOWNLOAD).done()).isZero();
    assertThat(counts(second, DATA_DOWNLOAD).queued()).isEqualTo(3);
    assertThat(all(DATA_DOWNLOAD).enqueued()).isEqualTo(5);
  }

  /** Numbers of failures by type were estimated (D.9, 8). */
  @Test
  void failures_are_counted_by_their_process_type_exactly() {
    failUploadsAndOneDownload();

    assertThat(all(DATA_DOWNLOAD).failed()).isEqualTo(1);
    assertThat(all(DATA_UPLOAD).failed()).isEqualTo(3);
    assertThat(all(DATA_DELETION).failed()).isZero();
    assertThat(failed()).hasSize(4);
  }

  @Test
  void each_failure_is_seen_with_its_reason_its_attempts_and_what_it_was_about() {
    failUploadsAndOneDownload();

    assertThat(failed())
        .allMatch(each -> !each.problem().message().isBlank())
        .allMatch(each -> each.problem().httpStatus() == 403)
        .allMatch(each -> each.attempts() == 1)
        .allMatch(each -> each.payload().contains("2026"));
  }

  @Test
  void one_failed_operation_is_retried_alone() {
    failUploadsAndOneDownload();
    recover();
    FailedTask one = failed().get(1);

    assertThat(migration.tasks().retry(TaskSelection.one("north", one.id()))).isEqualTo(1);
    bed.work();

    assertThat(failed()).hasSize(3).extracting(FailedTask::id).doesNotContain(one.id());
  }

  @Test
  void failed_operations_of_one_type_are_retried_and_those_of_others_stay() {
    failUploadsAndOneDownload();
    recover();

    assertThat(migration.tasks().retry(TaskSelection.of("north", DATA_UPLOAD))).isEqualTo(3);
    bed.work();

    assertThat(failed()).extracting(FailedTask::process).containsExactly(DATA_DOWNLOAD);
    assertThat(bed.values("central")).hasSize(3);
  }

  /** Deletions were of one type in the queue and of another in the filter (D.9, 3). */
  @Test
  void failed_deletions_are_counted_listed_and_retried_as_deletions() {
    enterFour("central");
    DeletionPlan plan = migration.planDeletion(request("2026Q1"), RunControl.none());
    bed.server("central")
        .faults()
        .decide(
            request ->
                request.query("importStrategy", "").equals("DELETE")
                    ? Optional.of(Fault.status(403))
                    : Optional.empty());
    migration.deleteData(request("2026Q1"), plan.token(), RunControl.none());
    bed.work();

    assertThat(all(DATA_DELETION))
        .extracting(ProcessCounts::failed, ProcessCounts::done)
        .containsExactly(4L, 0L);
    assertThat(failed()).extracting(FailedTask::process).containsOnly(DATA_DELETION);
    assertThat(bed.values("central")).hasSize(4);
    assertThat(migration.tasks().retry(TaskSelection.of("north", DATA_UPLOAD))).isZero();

    recover();
    assertThat(migration.tasks().retry(TaskSelection.of("north", DATA_DELETION))).isEqualTo(4);
    bed.work();

    assertThat(all(DATA_DELETION).done()).isEqualTo(4);
    assertThat(bed.values("central")).isEmpty();
  }

  @Test
  void all_failed_operations_are_retried_at_once() {
    failUploadsAndOneDownload();
    recover();

    assertThat(migration.tasks().retry(TaskSelection.all("north"))).isEqualTo(4);
    bed.work();

    assertThat(failed()).isEmpty();
    assertThat(bed.values("central")).hasSize(4);
    assertThat(migration.tasks().counts("north")).allMatch(each -> each.missing() == 0);
  }

  @Test
  void queue_of_one_type_is_cleared_and_those_of_others_stay() {
    failUploadsAndOneDownload();
    migration.migrateData(request("2026Q1"));

    clear(TaskSelection.of("north", DATA_DOWNLOAD), Scope.QUEUED);

    assertThat(all(DATA_DOWNLOAD))
        .extracting(ProcessCounts::queued, ProcessCounts::failed, ProcessCounts::cleared)
        .containsExactly(0L, 1L, 6L);
    assertThat(all(DATA_UPLOAD).failed()).isEqualTo(3);
  }

  @Test
  void all_failed_messages_are_cleared_at_once_and_pending_operations_stay() {
    failUploadsAndOneDownload();
    migration.migrateData(request("202601"));

    clear(TaskSelection.all("north"), Scope.FAILED);

    assertThat(failed()).isEmpty();
    assertThat(all(DATA_DOWNLOAD).queued()).isEqualTo(2);
    assertThat(all(DATA_UPLOAD).cleared()).isEqualTo(3);
  }

  @Test
  void cleared_operations_are_gone_for_good() {
    enterFour("old");
    migration.migrateData(request("2026Q1"));

    clear(TaskSelection.all("north"), Scope.QUEUED_AND_FAILED);
    bed.work();

    assertThat(bed.values("central")).isEmpty();
    assertThat(migration.tasks().retry(TaskSelection.all("north"))).isZero();
    assertThat(migration.tasks().counts("north")).allMatch(each -> each.missing() == 0);
  }

  @Test
  void chosen_items_are_compared_and_no_others() {
    enterFour("old");

    ValidationResult result =
        migration.validation().run(request("2026Q1", "opv"), Tolerance.NONE, RunControl.none());

    assertThat(result.discrepancies()).containsOnly(entry(Kind.MISSING_AT_DESTINATION, 2L));
    assertThat(migration.validation().discrepancies(result.run(), 0, 10))
        .allMatch(each -> each.itemSet().equals("opv"))
        .allMatch(each -> each.point().dataElement().equals(OPV));
  }

  @Test
  void item_that_is_chosen_and_not_configured_is_refused_before_anything_is_queued() {
    assertThatThrownBy(() -> migration.migrateData(request("2026Q1", "measles")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("measles");

    assertThat(all(DATA_DOWNLOAD).enqueued()).isZero();
    assertThat(bed.server("old").requests(AGGREGATES)).isEmpty();
  }

  /** Four values: of two items, in January and February. */
  private void enterFour(String server) {
    bed.enter(
        server,
        value(BCG, "202601", UNIT, FIXED, "11"),
        value(BCG, "202602", UNIT, FIXED, "12"),
        value(OPV, "202601", UNIT, FIXED, "21"),
        value(OPV, "202602", UNIT, FIXED, "22"));
  }

  /** Of four downloads with values, one is refused; the destination refuses all of the others. */
  private void failUploadsAndOneDownload() {
    enterFour("old");
    bed.server("old")
        .faults()
        .decide(
            request ->
                request.query("dataElement", "").equals(BCG)
                        && request.query("period", "").equals("202601")
                    ? Optional.of(Fault.status(403))
                    : Optional.empty());
    bed.server("central").faults().always(VALUES, Fault.status(403));
    migration.migrateData(request("2026Q1"));
    bed.work();
  }

  private void recover() {
    bed.server("old").faults().clear();
    bed.server("central").faults().clear();
  }

  private void clear(TaskSelection selection, Scope scope) {
    ClearingPlan plan = migration.tasks().plan(new Clearing(selection, scope));
    assertThat(migration.tasks().clear(plan)).isEqualTo(plan);
  }

  private List<FailedTask> failed() {
    return migration.tasks().failed(TaskSelection.all("north"), FailedTask.Position.START, 100);
  }

  private ProcessCounts all(ProcessType process) {
    return only(migration.tasks().counts("north"), process);
  }

  private ProcessCounts counts(MigrationRun run, ProcessType process) {
    return only(migration.tasks().counts(run.id()), process);
  }

  private static ProcessCounts only(List<ProcessCounts> counts, ProcessType process) {
    return counts.stream().filter(each -> each.process() == process).findFirst().orElseThrow();
  }

  private static DataMigrationRequest request(String period, String... itemSets) {
    return new DataMigrationRequest(
        "north", List.of(itemSets), List.of(Period.of(period)), "amina");
  }

  private static DataItemSet items(String name, String dataElement) {
    return new DataItemSet(
        name,
        DataOrigin.RAW_VALUES,
        PeriodType.named("Monthly").orElseThrow(),
        new Place("ImspTQPwCqd", 4),
        List.of(DataItem.same(dataElement)),
        null);
  }

  private static String key(String dataElement, String period) {
    return String.join(".", dataElement, period, UNIT, FIXED, "HllvX50cXC0");
  }
}
