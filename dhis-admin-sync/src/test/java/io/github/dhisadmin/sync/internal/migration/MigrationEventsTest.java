package io.github.dhisadmin.sync.internal.migration;

import static io.github.dhisadmin.migration.ProcessType.DATA_DOWNLOAD;
import static io.github.dhisadmin.migration.ProcessType.DATA_UPLOAD;
import static io.github.dhisadmin.sync.internal.migration.MigrationBed.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.migration.ClearingPlan.Clearing;
import io.github.dhisadmin.migration.ClearingPlan.Scope;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DataItemSet.Place;
import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.MigrationEvent;
import io.github.dhisadmin.migration.MigrationEvent.RunBegun;
import io.github.dhisadmin.migration.MigrationEvent.RunEnded;
import io.github.dhisadmin.migration.MigrationEvent.TaskDone;
import io.github.dhisadmin.migration.MigrationEvent.TaskFailed;
import io.github.dhisadmin.migration.MigrationKind;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationRunRecord;
import io.github.dhisadmin.migration.MigrationRunRecord.State;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.TaskSelection;
import io.github.dhisadmin.migration.Tolerance;
import io.github.dhisadmin.migration.spi.Claim;
import io.github.dhisadmin.migration.spi.ClaimedTask;
import io.github.dhisadmin.migration.spi.Completion;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.testkit.remote.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a host hears of migrations. */
class MigrationEventsTest {
  private static final String OPV = "x3Do5e7g4Qo";
  private static final String FIXED = "PT59n8BQbqM";
  private static final String UNIT = "DiszpKrYNg8";
  private static final String LOST_UNIT = "g8upMTyEZGZ";
  private static final String VALUES = "/api/dataValueSets";
  private static final DataMigrationRequest JANUARY =
      new DataMigrationRequest("north", List.of(), List.of(Period.of("202601")), "amina");

  private final MigrationBed bed = new MigrationBed();
  private final MigrationService migration = bed.service();

  @BeforeEach
  void configure() {
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
                        DataOrigin.RAW_VALUES,
                        PeriodType.named("Monthly").orElseThrow(),
                        new Place("ImspTQPwCqd", 4),
                        List.of(DataItem.same(OPV)),
                        null))));
    bed.enter("old", value(OPV, "202601", UNIT, FIXED, "13"));
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void run_is_told_from_its_beginning_to_its_end() {
    MigrationRun run = migration.migrateData(JANUARY);
    bed.work();

    assertThat(bed.events()).hasSize(4).allMatch(each -> each.run() == run.id());
    assertThat(bed.events().get(0))
        .isEqualTo(new RunBegun(run.id(), "north", MigrationKind.DATA, "amina"));
    assertThat(heard(TaskDone.class))
        .extracting(TaskDone::process)
        .containsExactly(DATA_DOWNLOAD, DATA_UPLOAD);
    assertThat(heard(TaskDone.class)).allMatch(each -> each.totals().values() == 1);
    assertThat(bed.events().get(3)).isInstanceOf(RunEnded.class);
    MigrationRunRecord ended = heard(RunEnded.class).get(0).ended();
    assertThat(ended.state()).isEqualTo(State.DONE);
    assertThat(ended.endedAt()).isPresent();
    assertThat(ended.requestedBy()).isEqualTo("amina");
  }

  @Test
  void failed_attempts_are_told_with_their_reason_and_whether_they_are_tried_again() {
    bed.server("central").forget(UNIT);

    migration.migrateData(JANUARY);
    bed.work();

    TaskFailed failed = heard(TaskFailed.class).get(0);
    assertThat(heard(TaskFailed.class)).hasSize(1);
    assertThat(failed.problem().code()).isEqualTo("REJECTED_ROWS");
    assertThat(failed.attempt()).isEqualTo(1);
    assertThat(failed.givenUp()).isTrue();
    assertThat(heard(RunEnded.class).get(0).ended().state()).isEqualTo(State.DONE_WITH_FAILURES);
  }

  @Test
  void run_whose_failed_tasks_are_retried_ends_once_more() {
    bed.server("central").forget(UNIT);
    MigrationRun run = migration.migrateData(JANUARY);
    bed.work();
    bed.server("central").learn(UNIT);

    migration.tasks().retry(TaskSelection.all("north"));
    assertThat(migration.runs().find(run.id()).orElseThrow().state()).isEqualTo(State.RUNNING);
    bed.work();

    assertThat(heard(RunEnded.class))
        .extracting(each -> each.ended().state())
        .containsExactly(State.DONE_WITH_FAILURES, State.DONE);
    assertThat(heard(RunBegun.class)).hasSize(1);
  }

  @Test
  void who_joins_a_run_begins_none() {
    migration.migrateData(JANUARY);
    migration.migrateData(JANUARY);

    assertThat(heard(RunBegun.class)).hasSize(1);
  }

  @Test
  void run_ends_once_however_many_workers_there_are() {
    migration.migrateData(JANUARY);
    bed.work();
    bed.work();
    bed.work();

    assertThat(heard(RunEnded.class)).hasSize(1);
  }

  /** It died between its last word to the database and the host's. */
  @Test
  void end_that_a_dead_worker_did_not_tell_is_told_by_the_next() {
    MigrationRun run = migration.migrateData(JANUARY);
    ClaimedTask task =
        bed.tasks()
            .claim(new Claim("killed", Map.of(DATA_DOWNLOAD, 1), Duration.ofMinutes(5)))
            .get(0);
    bed.tasks().complete(List.of(new Completion(task.handle(), List.of())));
    assertThat(heard(RunEnded.class)).isEmpty();

    bed.work();

    assertThat(heard(RunEnded.class)).extracting(MigrationEvent::run).containsExactly(run.id());
  }

  @Test
  void stopped_run_ends_at_once() {
    MigrationRun run = migration.migrateData(JANUARY);

    migration.tasks().cancel(run.id());

    assertThat(heard(RunEnded.class))
        .extracting(each -> each.ended().state())
        .containsExactly(State.CANCELLED);
  }

  @Test
  void run_whose_tasks_are_thrown_away_ends_at_once_and_is_not_whole() {
    migration.migrateData(JANUARY);

    migration
        .tasks()
        .clear(migration.tasks().plan(new Clearing(TaskSelection.all("north"), Scope.QUEUED)));

    assertThat(heard(RunEnded.class))
        .extracting(each -> each.ended().state())
        .containsExactly(State.DONE_WITH_FAILURES);
  }

  @Test
  void comparison_is_told_as_a_run_without_tasks() {
    migration.validation().run(JANUARY, Tolerance.NONE, RunControl.none());

    assertThat(bed.events())
        .extracting(each -> each.getClass().getSimpleName())
        .containsExactly("RunBegun", "RunEnded");
    assertThat(heard(RunEnded.class).get(0).ended().kind()).isEqualTo(MigrationKind.VALIDATION);
  }

  @Test
  void comparison_that_cannot_read_a_side_is_told_as_stopped() {
    bed.server("central").faults().always(VALUES, Fault.status(403));

    assertThatThrownBy(() -> migration.validation().run(JANUARY, Tolerance.NONE, RunControl.none()))
        .isInstanceOf(RemoteException.class);

    assertThat(heard(RunEnded.class))
        .extracting(each -> each.ended().state())
        .containsExactly(State.CANCELLED);
  }

  @Test
  void listener_that_throws_changes_nothing() {
    MigrationService listened =
        bed.service(
            AccessPolicy.allowAll(),
            event -> {
              throw new AssertionError("the host's own trouble");
            });

    MigrationRun run = listened.migrateData(JANUARY);
    listened.work("worker-1", Runnable::run, RunControl.none());

    assertThat(bed.values("central")).hasSize(1);
    assertThat(listened.runs().find(run.id()).orElseThrow().state()).isEqualTo(State.DONE);
  }

  @Test
  void what_is_told_is_in_the_database_already() {
    MigrationService listened =
        bed.service(
            AccessPolicy.allowAll(),
            event -> {
              if (event instanceof TaskDone done) {
                assertThat(migration.runs().parts(done.run(), 0, 100))
                    .anyMatch(part -> part.task() == done.task());
              }
              bed.events().add(event);
            });

    listened.migrateData(JANUARY);
    listened.work("worker-1", Runnable::run, RunControl.none());

    assertThat(heard(TaskDone.class)).hasSize(2);
  }

  @Test
  void refused_value_leaves_what_was_delivered_in_the_totals() {
    bed.enter("old", value(OPV, "202601", LOST_UNIT, FIXED, "14"));
    bed.server("central").forget(LOST_UNIT);

    migration.migrateData(JANUARY);
    bed.work();

    MigrationRunRecord ended = heard(RunEnded.class).get(0).ended();
    assertThat(ended.transferred(DATA_DOWNLOAD).values()).isEqualTo(2);
    assertThat(ended.transferred(DATA_UPLOAD).values()).isEqualTo(1);
  }

  private <E extends MigrationEvent> List<E> heard(Class<E> type) {
    return bed.events().stream().filter(type::isInstance).map(type::cast).toList();
  }
}
