package io.github.dhisadmin.testkit.migration;

import static io.github.dhisadmin.migration.ProcessType.DATA_DOWNLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.error.OutdatedPlanException;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.migration.AuditEntry;
import io.github.dhisadmin.migration.AuditEntry.Action;
import io.github.dhisadmin.migration.ClearingPlan.Clearing;
import io.github.dhisadmin.migration.ClearingPlan.Scope;
import io.github.dhisadmin.migration.Discrepancy;
import io.github.dhisadmin.migration.Discrepancy.Kind;
import io.github.dhisadmin.migration.Discrepancy.Point;
import io.github.dhisadmin.migration.MigrationKind;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationRunRecord;
import io.github.dhisadmin.migration.MigrationRunRecord.State;
import io.github.dhisadmin.migration.MigrationRuns;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.PruningPlan;
import io.github.dhisadmin.migration.PruningPlan.Loss;
import io.github.dhisadmin.migration.PruningPlan.Pruning;
import io.github.dhisadmin.migration.TaskProblem;
import io.github.dhisadmin.migration.TaskSelection;
import io.github.dhisadmin.migration.TransferTotals;
import io.github.dhisadmin.migration.TransferredPart;
import io.github.dhisadmin.migration.spi.Claim;
import io.github.dhisadmin.migration.spi.ClaimedTask;
import io.github.dhisadmin.migration.spi.Completion;
import io.github.dhisadmin.migration.spi.DiscrepancyStore.Found;
import io.github.dhisadmin.migration.spi.MigrationStore;
import io.github.dhisadmin.migration.spi.NewRun;
import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.migration.spi.RunStore;
import io.github.dhisadmin.migration.spi.TaskFailure;
import io.github.dhisadmin.migration.spi.TaskStore;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.StatementCount;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the store knows of runs: that the same is begun once, ends once, and is not forgotten. */
class RunStoreIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final NewRun NORTH =
      new NewRun("north", MigrationKind.DATA, "{\"kind\":\"DATA\"}", "amina");

  private static MigrationStore migration;
  private static RunStore runs;
  private static TaskStore tasks;

  @BeforeAll
  static void open() {
    migration = JooqPersistence.of(POSTGRES.dataSource()).sync().migration();
    runs = migration.runs();
    tasks = migration.tasks();
  }

  @BeforeEach
  void begin() {
    execute("truncate dhis_admin.migration_run cascade");
    execute("truncate dhis_admin.migration_audit");
  }

  @Test
  void run_is_kept_with_its_tasks_and_who_asked_for_what() {
    MigrationRun run = runs.begin(NORTH, "same", downloads(3));

    MigrationRunRecord found = runs.find(run.id()).orElseThrow();
    assertThat(run).isEqualTo(new MigrationRun(found.id(), "north", 3, false));
    assertThat(found.kind()).isEqualTo(MigrationKind.DATA);
    assertThat(found.requestedBy()).isEqualTo("amina");
    assertThat(found.state()).isEqualTo(State.RUNNING);
    assertThat(found.endedAt()).isEmpty();
    assertThat(found.counts()).isEqualTo(tasks.counts(run.id()));
    AuditEntry entry = runs.audit(run.id()).get(0);
    assertThat(entry.action()).isEqualTo(Action.BEGIN);
    assertThat(entry.detail()).isEqualTo("{\"kind\":\"DATA\"}");
    assertThat(entry.tasks()).isEqualTo(3);
  }

  /** A double click was a double run (D.9, 15). */
  @Test
  void many_who_ask_for_the_same_at_the_same_time_begin_one_run() {
    List<CompletableFuture<MigrationRun>> clicks =
        IntStream.range(0, 8)
            .mapToObj(
                i -> CompletableFuture.supplyAsync(() -> runs.begin(NORTH, "same", downloads(2))))
            .toList();
    List<MigrationRun> begun = clicks.stream().map(CompletableFuture::join).toList();

    assertThat(begun).extracting(MigrationRun::id).containsOnly(begun.get(0).id());
    assertThat(begun).filteredOn(each -> !each.joined()).hasSize(1);
    assertThat(tasks.open()).isEqualTo(2);
    assertThat(actions(begun.get(0).id())).hasSize(8).containsOnlyOnce(Action.BEGIN);
  }

  @Test
  void what_has_ended_is_not_joined() {
    long first = runs.begin(NORTH, "same", downloads(1)).id();
    finish(1);
    runs.end();

    MigrationRun second = runs.begin(NORTH, "same", downloads(1));

    assertThat(second.joined()).isFalse();
    assertThat(second.id()).isGreaterThan(first);
  }

  @Test
  void run_ends_when_its_last_task_is_settled_and_not_before() {
    long run = runs.begin(NORTH, "same", downloads(2)).id();
    finish(1);
    assertThat(runs.end()).isEmpty();
    giveUp(1);

    List<MigrationRunRecord> ended = runs.end();

    assertThat(ended).extracting(MigrationRunRecord::id).containsExactly(run);
    assertThat(ended.get(0).state()).isEqualTo(State.DONE_WITH_FAILURES);
    assertThat(ended.get(0).endedAt()).isPresent();
    assertThat(runs.end()).isEmpty();
    assertThat(runs.audit(run).get(1).detail())
        .isEqualTo(
            "DONE_WITH_FAILURES; DATA_DOWNLOAD done 1, failed 1, cancelled 0, cleared 0,"
                + " values 0 0000000000000000");
  }

  @Test
  void run_that_is_filled_bit_by_bit_does_not_end_before_it_is_sealed() {
    long run = runs.begin(NORTH);
    assertThat(runs.find(run).orElseThrow().state()).isEqualTo(State.BEGINNING);
    assertThat(runs.end()).isEmpty();

    runs.seal(run);

    assertThat(runs.end()).extracting(MigrationRunRecord::state).containsExactly(State.DONE);
  }

  /** Who finds half-way that it must not be done has done nothing. */
  @Test
  void no_task_begins_before_its_run_is_sealed() {
    long run = runs.begin(NORTH);
    tasks.enqueue(downloads(2).apply(run));

    assertThat(take(DATA_DOWNLOAD, 2)).isEmpty();
    assertThat(tasks.nextDue()).isEmpty();
    assertThat(runs.find(run).orElseThrow().counts())
        .contains(new ProcessCounts(DATA_DOWNLOAD, 2, 2, 0, 0, 0, 0, 0));

    runs.seal(run);

    assertThat(take(DATA_DOWNLOAD, 2)).hasSize(2);
  }

  @Test
  void run_that_is_stopped_while_it_is_filled_has_done_nothing() {
    long run = runs.begin(NORTH);
    tasks.enqueue(downloads(2).apply(run));

    assertThat(runs.cancel(run, "chipo")).isEqualTo(2);

    assertThat(take(DATA_DOWNLOAD, 2)).isEmpty();
    assertThat(runs.end()).extracting(MigrationRunRecord::state).containsExactly(State.CANCELLED);
  }

  @Test
  void end_is_told_to_one_of_many_who_ask() {
    for (int i = 0; i < 20; i++) {
      runs.begin(NORTH, "same " + i, downloads(1));
    }
    finish(20);

    List<CompletableFuture<List<MigrationRunRecord>>> asking =
        IntStream.range(0, 6).mapToObj(i -> CompletableFuture.supplyAsync(runs::end)).toList();
    List<Long> ended = new ArrayList<>();
    asking.forEach(each -> each.join().forEach(run -> ended.add(run.id())));

    assertThat(ended).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void run_whose_failed_tasks_are_retried_has_not_ended_any_more() {
    long run = runs.begin(NORTH, "same", downloads(2)).id();
    giveUp(2);
    runs.end();

    assertThat(tasks.retry(TaskSelection.all("north"), "bongani")).isEqualTo(2);

    assertThat(runs.find(run).orElseThrow().state()).isEqualTo(State.RUNNING);
    finish(2);
    assertThat(runs.end()).extracting(MigrationRunRecord::state).containsExactly(State.DONE);
    assertThat(runs.audit(run))
        .extracting(AuditEntry::action, AuditEntry::who, AuditEntry::tasks)
        .containsExactly(
            tuple(Action.BEGIN, "amina", 2L),
            tuple(Action.END, "amina", 2L),
            tuple(Action.RETRY, "bongani", 2L),
            tuple(Action.END, "amina", 2L));
  }

  @Test
  void stopping_and_clearing_are_written_down() {
    long stopped = runs.begin(NORTH, "first", downloads(3)).id();
    runs.cancel(stopped, "chipo");
    long cleared = runs.begin(NORTH, "second", downloads(4)).id();
    tasks.clear(tasks.plan(new Clearing(TaskSelection.all("north"), Scope.QUEUED)), "dayo");

    assertThat(runs.end())
        .extracting(MigrationRunRecord::id, MigrationRunRecord::state)
        .containsExactlyInAnyOrder(
            tuple(stopped, State.CANCELLED), tuple(cleared, State.DONE_WITH_FAILURES));
    assertThat(runs.audit("north", MigrationRuns.NEWEST, 100))
        .extracting(AuditEntry::run, AuditEntry::action, AuditEntry::who, AuditEntry::tasks)
        .contains(
            tuple(stopped, Action.CANCEL, "chipo", 3L), tuple(cleared, Action.CLEAR, "dayo", 4L));
  }

  @Test
  void audit_is_paged_from_the_newest_on() {
    runs.begin(NORTH, "first", downloads(1));
    runs.begin(NORTH, "second", downloads(1));
    runs.begin(NORTH, "third", downloads(1));

    List<AuditEntry> first = runs.audit("north", MigrationRuns.NEWEST, 2);
    List<AuditEntry> second = runs.audit("north", first.get(1).id(), 2);

    assertThat(first).extracting(AuditEntry::id).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    assertThat(second).hasSize(1);
    assertThat(runs.audit("south", MigrationRuns.NEWEST, 2)).isEmpty();
  }

  @Test
  void totals_are_summed_up_over_the_tasks_of_each_process_however_large_they_are() {
    long run = runs.begin(NORTH, "same", downloads(3)).id();
    List<ClaimedTask> taken = take(DATA_DOWNLOAD, 3);
    tasks.complete(
        List.of(
            done(taken.get(0), new TransferTotals(5, Long.MAX_VALUE)),
            done(taken.get(1), new TransferTotals(6, Long.MAX_VALUE)),
            done(taken.get(2), TransferTotals.NONE)));

    MigrationRunRecord found = runs.find(run).orElseThrow();

    assertThat(found.transferred(DATA_DOWNLOAD)).isEqualTo(new TransferTotals(11, -2));
    assertThat(found.transferred()).containsOnlyKeys(DATA_DOWNLOAD);
    assertThat(runs.parts(run, 0, 10))
        .extracting(TransferredPart::key, part -> part.totals().values())
        .containsExactly(tuple("0", 5L), tuple("1", 6L));
  }

  @Test
  void runs_are_read_by_as_many_statements_however_many_they_are() {
    runs.begin(NORTH, "first", downloads(1));
    int one = statements(() -> runs.list("north", MigrationRuns.NEWEST, 100));
    for (int i = 0; i < 20; i++) {
      runs.begin(NORTH, "other " + i, downloads(2));
    }

    assertThat(statements(() -> runs.list("north", MigrationRuns.NEWEST, 100))).isEqualTo(one);
    assertThat(runs.list("north", MigrationRuns.NEWEST, 100)).hasSize(21);
  }

  @Test
  void runs_end_by_as_many_statements_however_many_they_are() {
    runs.begin(NORTH, "first", downloads(1));
    finish(1);
    int one = statements(runs::end);
    for (int i = 0; i < 20; i++) {
      runs.begin(NORTH, "other " + i, downloads(1));
    }
    finish(20);

    assertThat(statements(runs::end)).isEqualTo(one);
  }

  @Test
  void old_runs_are_pruned_with_all_they_have_but_for_the_audit() {
    long old = runs.begin(NORTH, "old", downloads(2)).id();
    finish(2);
    long compared = runs.begin(NORTH);
    runs.seal(compared);
    migration.discrepancies().add(compared, List.of(missing()));
    runs.end();
    age(100);
    long young = runs.begin(NORTH, "young", downloads(1)).id();
    finish(1);
    runs.end();

    PruningPlan plan = runs.plan(Pruning.of("north", Duration.ofDays(90)));
    PruningPlan pruned = runs.prune(plan, "amina");

    assertThat(plan.loss()).isEqualTo(new Loss(2, 2, 0, 0, 1));
    assertThat(pruned).isEqualTo(plan);
    assertThat(runs.list("north", MigrationRuns.NEWEST, 10))
        .extracting(MigrationRunRecord::id)
        .containsExactly(young);
    assertThat(actions(old)).containsExactly(Action.BEGIN, Action.END, Action.PRUNE);
    assertThat(runs.audit(old).get(2).tasks()).isEqualTo(2);
    assertThat(runs.plan(Pruning.of("north", Duration.ofDays(90))).loss().runs()).isZero();
  }

  @Test
  void runs_with_failed_tasks_are_pruned_only_if_that_is_said() {
    runs.begin(NORTH, "same", downloads(2));
    giveUp(1);
    finish(1);
    runs.end();
    age(100);

    assertThat(loss(PruningPlan.Scope.SETTLED).runs()).isZero();
    assertThat(loss(PruningPlan.Scope.FAILED_TOO)).isEqualTo(new Loss(1, 2, 1, 0, 0));
  }

  @Test
  void runs_with_waiting_tasks_are_pruned_only_if_that_is_said_and_never_while_one_is_worked_on() {
    runs.begin(NORTH, "same", downloads(2));
    age(100);

    assertThat(loss(PruningPlan.Scope.SETTLED).runs()).isZero();
    assertThat(loss(PruningPlan.Scope.FAILED_TOO).runs()).isZero();
    assertThat(loss(PruningPlan.Scope.FAILED_AND_QUEUED_TOO)).isEqualTo(new Loss(1, 2, 0, 2, 0));
    take(DATA_DOWNLOAD, 1);
    assertThat(loss(PruningPlan.Scope.FAILED_AND_QUEUED_TOO).runs()).isZero();
  }

  @Test
  void run_that_is_still_being_filled_is_never_pruned_and_one_whose_process_died_is() {
    runs.begin(NORTH);

    assertThat(
            runs.plan(new Pruning("north", Duration.ZERO, PruningPlan.Scope.FAILED_AND_QUEUED_TOO))
                .loss()
                .runs())
        .isZero();
    age(100);
    assertThat(loss(PruningPlan.Scope.SETTLED).runs()).isEqualTo(1);
  }

  @Test
  void other_configurations_are_not_pruned() {
    runs.begin(NORTH, "same", downloads(1));
    finish(1);
    runs.end();
    age(100);

    assertThat(runs.plan(Pruning.of("south", Duration.ofDays(90))).loss().runs()).isZero();
  }

  @Test
  void pruning_that_would_lose_more_than_was_seen_loses_nothing() {
    runs.begin(NORTH, "first", downloads(1));
    finish(1);
    runs.end();
    age(100);
    PruningPlan plan = runs.plan(Pruning.of("north", Duration.ofDays(90)));
    runs.begin(NORTH, "second", downloads(1));
    finish(1);
    runs.end();
    age(100);

    assertThatThrownBy(() -> runs.prune(plan, "amina")).isInstanceOf(OutdatedPlanException.class);

    assertThat(runs.list("north", MigrationRuns.NEWEST, 10)).hasSize(2);
  }

  @Test
  void run_that_is_retried_after_the_plan_is_not_pruned() {
    runs.begin(NORTH, "same", downloads(1));
    giveUp(1);
    runs.end();
    age(100);
    PruningPlan plan =
        runs.plan(new Pruning("north", Duration.ofDays(90), PruningPlan.Scope.FAILED_TOO));
    tasks.retry(TaskSelection.all("north"), "amina");

    assertThat(runs.prune(plan, "amina").loss().runs()).isZero();

    assertThat(tasks.counts("north")).allMatch(each -> each.missing() == 0);
    assertThat(tasks.open()).isEqualTo(1);
  }

  @Test
  void counts_stay_whole_when_other_runs_are_pruned() {
    runs.begin(NORTH, "old", downloads(3));
    finish(3);
    runs.end();
    age(100);
    runs.begin(NORTH, "young", downloads(2));

    runs.prune(runs.plan(Pruning.of("north", Duration.ofDays(90))), "amina");

    assertThat(tasks.counts("north"))
        .filteredOn(each -> each.process() == DATA_DOWNLOAD)
        .containsExactly(new ProcessCounts(DATA_DOWNLOAD, 2, 2, 0, 0, 0, 0, 0));
  }

  private static Loss loss(PruningPlan.Scope scope) {
    return runs.plan(new Pruning("north", Duration.ofDays(90), scope)).loss();
  }

  private static LongFunction<List<NewTask>> downloads(int number) {
    return run ->
        IntStream.range(0, number)
            .mapToObj(i -> new NewTask(run, DATA_DOWNLOAD, String.valueOf(i), "{}"))
            .toList();
  }

  private static List<ClaimedTask> take(ProcessType process, int number) {
    return tasks.claim(new Claim("worker-1", Map.of(process, number), Duration.ofMinutes(5)));
  }

  private static void finish(int number) {
    tasks.complete(
        take(DATA_DOWNLOAD, number).stream().map(each -> done(each, TransferTotals.NONE)).toList());
  }

  private static void giveUp(int number) {
    tasks.fail(
        take(DATA_DOWNLOAD, number).stream()
            .map(
                each ->
                    new TaskFailure(each.handle(), TaskProblem.of("CONFLICT", "Refused."), null))
            .toList());
  }

  private static Completion done(ClaimedTask task, TransferTotals totals) {
    return new Completion(task.handle(), List.of(), totals);
  }

  private static Found missing() {
    return new Found(
        new Discrepancy(
            0,
            "vaccines",
            Kind.MISSING_AT_DESTINATION,
            new Point("x3Do5e7g4Qo", "202601", "DiszpKrYNg8", "", ""),
            "7",
            null),
        "{}");
  }

  private static Collection<Action> actions(long run) {
    return runs.audit(run).stream().map(AuditEntry::action).toList();
  }

  private static int statements(Runnable work) {
    try (StatementCount count = POSTGRES.dataSource().countStatements()) {
      work.run();
      return count.count();
    }
  }

  /** All that happened so far happened so many days ago. */
  private static void age(int days) {
    execute(
        "update dhis_admin.migration_run set created_at = created_at - interval '"
            + days
            + " days', ended_at = ended_at - interval '"
            + days
            + " days'");
  }

  private static void execute(String sql) {
    try (Connection connection = POSTGRES.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
