package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.error.OutdatedPlanException;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.migration.AuditEntry;
import io.github.dhisadmin.migration.AuditEntry.Action;
import io.github.dhisadmin.migration.ClearingPlan;
import io.github.dhisadmin.migration.ClearingPlan.Clearing;
import io.github.dhisadmin.migration.ClearingPlan.Loss;
import io.github.dhisadmin.migration.ClearingPlan.Scope;
import io.github.dhisadmin.migration.FailedTask;
import io.github.dhisadmin.migration.MigrationKind;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationRunRecord;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.PruningPlan;
import io.github.dhisadmin.migration.PruningPlan.Pruning;
import io.github.dhisadmin.migration.TaskProblem;
import io.github.dhisadmin.migration.TaskSelection;
import io.github.dhisadmin.migration.TransferTotals;
import io.github.dhisadmin.migration.TransferredPart;
import io.github.dhisadmin.migration.spi.Claim;
import io.github.dhisadmin.migration.spi.ClaimedTask;
import io.github.dhisadmin.migration.spi.Completion;
import io.github.dhisadmin.migration.spi.NewRun;
import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.migration.spi.RunStore;
import io.github.dhisadmin.migration.spi.TaskFailure;
import io.github.dhisadmin.migration.spi.TaskHandle;
import io.github.dhisadmin.migration.spi.TaskRetries;
import io.github.dhisadmin.migration.spi.TaskStore;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs and tasks that are forgotten with the test, by the test's clock; for one thread. */
final class InMemoryTaskStore implements RunStore, TaskStore {
  private final Clock clock;
  private final Map<Long, Row> rows = new TreeMap<>();
  private final Map<Long, Run> runs = new TreeMap<>();
  private final List<AuditEntry> audit = new ArrayList<>();
  private final List<Row> cleared = new ArrayList<>();
  private long lastId;
  private int outage;
  private boolean answerIsLost;
  private String refusedKey = "";

  /** Where a task stands. */
  enum State {
    HELD,
    QUEUED,
    PROCESSING,
    DONE,
    FAILED,
    CANCELLED
  }

  private static final class Run {
    private final long id;
    private final NewRun asked;
    private final Instant begunAt;
    private String sameness = "";
    private boolean sealed;
    private boolean cancelled;
    private @Nullable Instant endedAt;

    Run(long id, NewRun asked, Instant begunAt) {
      this.id = id;
      this.asked = asked;
      this.begunAt = begunAt;
    }
  }

  private static final class Row {
    private final long id;
    private final NewTask task;
    private State state;
    private int attempts;
    private long fence;
    private Instant availableAt;
    private Instant leaseUntil = Instant.MAX;
    private Instant finishedAt = Instant.MAX;
    private boolean announced;
    private TaskProblem problem = TaskProblem.of("", "");
    private TransferTotals totals = TransferTotals.NONE;

    Row(long id, NewTask task, State state, Instant availableAt) {
      this.id = id;
      this.task = task;
      this.state = state;
      this.availableAt = availableAt;
    }

    boolean is(State expected) {
      return state == expected;
    }
  }

  InMemoryTaskStore(Clock clock) {
    this.clock = clock;
  }

  /** Fails the next calls as a database does that is being restarted. */
  void failNext(int calls) {
    outage = calls;
  }

  /** Settles the next tasks and fails, as a database does that dies after its commit. */
  void loseNextAnswer() {
    answerIsLost = true;
  }

  /** Process types and keys of all tasks of a run. */
  List<String> keys(long run) {
    return rows.values().stream()
        .map(each -> each.task)
        .filter(each -> each.run() == run)
        .map(each -> each.process() + " " + each.key())
        .toList();
  }

  /** Refuses follow-ups of this key, as PostgreSQL does with a text that holds a zero byte. */
  void refuse(String key) {
    refusedKey = key;
  }

  /** Where a task stands. */
  State state(String key) {
    return row(key).state;
  }

  /** Why a task failed last. */
  TaskProblem problem(String key) {
    return row(key).problem;
  }

  /** How often a task was tried. */
  int attempts(String key) {
    return row(key).attempts;
  }

  /** Up to when a task is its worker's. */
  Instant leaseUntil(String key) {
    return row(key).leaseUntil;
  }

  private Row row(String key) {
    return rows.values().stream()
        .filter(each -> each.task.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private void answer() {
    if (outage > 0) {
      outage--;
      throw new StoreException("The database is starting up.", "57P03", new SQLException());
    }
  }

  private void breakOff() {
    if (answerIsLost) {
      answerIsLost = false;
      throw new StoreException("The connection broke off.", "08006", new SQLException());
    }
  }

  /** A run whose tasks are there already, or will be. */
  long begin(String configuration, String request, String requestedBy) {
    long run = begin(new NewRun(configuration, MigrationKind.DATA, request, requestedBy));
    seal(run);
    return run;
  }

  @Override
  public long begin(NewRun run) {
    answer();
    long id = ++lastId;
    runs.put(id, new Run(id, run, clock.instant()));
    audit(Action.BEGIN, id, run.requestedBy(), 0);
    return id;
  }

  @Override
  public MigrationRun begin(NewRun run, String sameness, LongFunction<List<NewTask>> tasks) {
    answer();
    Optional<Run> underWay =
        runs.values().stream().filter(each -> each.sameness.equals(sameness)).findFirst();
    if (underWay.isPresent()) {
      audit(Action.JOIN, underWay.get().id, run.requestedBy(), 0);
      return new MigrationRun(underWay.get().id, run.configuration(), 0, true);
    }
    long id = begin(run);
    run(id).sameness = sameness;
    run(id).sealed = true;
    return new MigrationRun(id, run.configuration(), enqueue(tasks.apply(id)), false);
  }

  private Run run(long id) {
    return Objects.requireNonNull(runs.get(id));
  }

  private void audit(Action action, long run, String who, long tasks) {
    audit.add(
        new AuditEntry(
            audit.size() + 1,
            clock.instant(),
            who,
            action,
            run(run).asked.configuration(),
            run,
            run(run).asked.kind(),
            tasks,
            ""));
  }

  @Override
  public void seal(long run) {
    answer();
    run(run).sealed = true;
    tasksOf(run(run))
        .filter(each -> each.is(State.HELD))
        .forEach(each -> each.state = State.QUEUED);
  }

  @Override
  public List<MigrationRunRecord> end() {
    answer();
    List<Run> ended =
        runs.values().stream()
            .filter(each -> each.sealed && each.endedAt == null)
            .filter(each -> tasksOf(each).noneMatch(InMemoryTaskStore::isOpen))
            .toList();
    for (Run each : ended) {
      each.endedAt = clock.instant();
      each.sameness = "";
      audit(Action.END, each.id, each.asked.requestedBy(), tasksOf(each).count());
    }
    return ended.stream().map(this::recorded).toList();
  }

  private static State birth(Run run) {
    if (run.cancelled) {
      return State.CANCELLED;
    }
    return run.sealed ? State.QUEUED : State.HELD;
  }

  private Stream<Row> tasksOf(Run run) {
    return rows.values().stream().filter(each -> each.task.run() == run.id);
  }

  private static boolean isOpen(Row row) {
    return row.is(State.HELD) || row.is(State.QUEUED) || row.is(State.PROCESSING);
  }

  private MigrationRunRecord recorded(Run run) {
    List<ProcessCounts> counts = counts(run.id);
    Map<ProcessType, TransferTotals> transferred = new EnumMap<>(ProcessType.class);
    tasksOf(run)
        .filter(each -> each.totals.values() > 0)
        .forEach(each -> transferred.merge(each.task.process(), each.totals, TransferTotals::plus));
    boolean complete = counts.stream().allMatch(each -> each.failed() + each.cleared() == 0);
    MigrationRunRecord.State ended =
        complete ? MigrationRunRecord.State.DONE : MigrationRunRecord.State.DONE_WITH_FAILURES;
    MigrationRunRecord.State open =
        run.sealed ? MigrationRunRecord.State.RUNNING : MigrationRunRecord.State.BEGINNING;
    return new MigrationRunRecord(
        run.id,
        run.asked.configuration(),
        run.asked.kind(),
        run.asked.requestedBy(),
        run.begunAt,
        run.endedAt,
        run.cancelled ? MigrationRunRecord.State.CANCELLED : run.endedAt == null ? open : ended,
        counts,
        transferred);
  }

  @Override
  public Optional<MigrationRunRecord> find(long run) {
    answer();
    return Optional.ofNullable(runs.get(run)).map(this::recorded);
  }

  @Override
  public List<MigrationRunRecord> list(String configuration, long before, int limit) {
    answer();
    return runs.values().stream()
        .filter(each -> each.asked.configuration().equals(configuration) && each.id < before)
        .sorted(Comparator.comparing((Run each) -> each.id).reversed())
        .limit(limit)
        .map(this::recorded)
        .toList();
  }

  @Override
  public List<TransferredPart> parts(long run, long afterTask, int limit) {
    answer();
    return tasksOf(run(run))
        .filter(each -> each.id > afterTask && each.totals.values() > 0)
        .limit(limit)
        .map(
            each -> new TransferredPart(each.id, each.task.process(), each.task.key(), each.totals))
        .toList();
  }

  @Override
  public List<AuditEntry> audit(String configuration, long before, int limit) {
    answer();
    return audit.stream()
        .filter(each -> each.configuration().equals(configuration) && each.id() < before)
        .sorted(Comparator.comparing(AuditEntry::id).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public List<AuditEntry> audit(long run) {
    answer();
    return audit.stream().filter(each -> each.run() == run).toList();
  }

  @Override
  public PruningPlan plan(Pruning pruning) {
    throw new UnsupportedOperationException("what is old is decided by the database");
  }

  @Override
  public PruningPlan prune(PruningPlan seen, String who) {
    throw new UnsupportedOperationException("what is old is decided by the database");
  }

  @Override
  public int enqueue(List<NewTask> tasks) {
    answer();
    check(tasks);
    int added = 0;
    for (NewTask task : tasks) {
      boolean known =
          rows.values().stream()
              .map(each -> each.task)
              .anyMatch(
                  each ->
                      each.run() == task.run()
                          && each.process() == task.process()
                          && each.key().equals(task.key()));
      if (!known) {
        State state = birth(run(task.run()));
        rows.put(++lastId, new Row(lastId, task, state, clock.instant()));
        added++;
      }
    }
    return added;
  }

  private void check(List<NewTask> tasks) {
    if (tasks.stream().anyMatch(task -> task.key().equals(refusedKey))) {
      throw new StoreException("The text is not valid.", "22021", new SQLException());
    }
  }

  @Override
  public List<ClaimedTask> claim(Claim claim) {
    answer();
    List<ClaimedTask> taken = new ArrayList<>();
    claim
        .wanted()
        .forEach(
            (process, number) ->
                due()
                    .filter(each -> each.task.process() == process)
                    .limit(number)
                    .toList()
                    .forEach(each -> taken.add(take(each, claim.lease()))));
    return taken;
  }

  @Override
  public List<ClaimedTask> claim(List<Long> ids, String worker, Duration lease) {
    answer();
    return due().filter(each -> ids.contains(each.id)).toList().stream()
        .map(each -> take(each, lease))
        .toList();
  }

  private Stream<Row> due() {
    return rows.values().stream()
        .filter(each -> each.is(State.QUEUED) && !each.availableAt.isAfter(clock.instant()))
        .sorted(
            Comparator.comparing((Row each) -> each.availableAt).thenComparing(each -> each.id));
  }

  private ClaimedTask take(Row row, Duration lease) {
    row.state = State.PROCESSING;
    row.attempts++;
    row.fence++;
    row.leaseUntil = clock.instant().plus(lease);
    return new ClaimedTask(new TaskHandle(row.id, row.fence), row.task, row.attempts);
  }

  private Optional<Row> owned(TaskHandle handle) {
    return Optional.ofNullable(rows.get(handle.id()))
        .filter(each -> each.is(State.PROCESSING) && each.fence == handle.fence());
  }

  @Override
  public Set<TaskHandle> renew(List<TaskHandle> tasks, Duration lease) {
    answer();
    Set<TaskHandle> renewed = new LinkedHashSet<>();
    for (TaskHandle handle : tasks) {
      owned(handle)
          .ifPresent(
              row -> {
                row.leaseUntil = clock.instant().plus(lease);
                renewed.add(handle);
              });
    }
    return renewed;
  }

  @Override
  public Set<TaskHandle> complete(List<Completion> completions) {
    if (completions.isEmpty()) {
      return Set.of();
    }
    answer();
    // As in a transaction, all or none.
    completions.forEach(each -> check(each.followUps()));
    Set<TaskHandle> accepted = new LinkedHashSet<>();
    for (Completion each : completions) {
      owned(each.handle())
          .ifPresent(
              row -> {
                enqueue(each.followUps());
                row.totals = each.totals();
                end(row, State.DONE);
                accepted.add(each.handle());
              });
    }
    breakOff();
    return accepted;
  }

  @Override
  public Set<TaskHandle> fail(List<TaskFailure> failures) {
    if (failures.isEmpty()) {
      return Set.of();
    }
    answer();
    Set<TaskHandle> accepted = new LinkedHashSet<>();
    for (TaskFailure each : failures) {
      owned(each.handle())
          .ifPresent(
              row -> {
                fail(row, each.problem(), each.retryAfter());
                accepted.add(each.handle());
              });
    }
    breakOff();
    return accepted;
  }

  private void fail(Row row, TaskProblem problem, Optional<Duration> retryAfter) {
    row.problem = problem;
    if (retryAfter.isPresent()) {
      row.availableAt = clock.instant().plus(retryAfter.get());
      queue(row);
    } else {
      end(row, State.FAILED);
    }
  }

  private static void queue(Row row) {
    row.state = State.QUEUED;
    row.announced = false;
  }

  private void end(Row row, State state) {
    row.state = state;
    row.finishedAt = clock.instant();
  }

  @Override
  public Set<TaskHandle> release(List<TaskHandle> tasks, Duration rest) {
    if (tasks.isEmpty()) {
      return Set.of();
    }
    answer();
    Set<TaskHandle> released = new LinkedHashSet<>();
    for (TaskHandle handle : tasks) {
      owned(handle)
          .ifPresent(
              row -> {
                row.attempts--;
                if (!rest.isZero()) {
                  row.availableAt = clock.instant().plus(rest);
                }
                queue(row);
                released.add(handle);
              });
    }
    return released;
  }

  @Override
  public int recover(TaskRetries retries, int limit) {
    answer();
    List<Row> lost =
        rows.values().stream()
            .filter(each -> each.is(State.PROCESSING) && each.leaseUntil.isBefore(clock.instant()))
            .limit(limit)
            .toList();
    lost.forEach(
        row ->
            fail(
                row,
                TaskProblem.of(TaskProblem.LEASE_EXPIRED, "The worker fell silent."),
                retries.pauseAfter(row.attempts)));
    return lost.size();
  }

  @Override
  public List<Unannounced> unannounced(int limit) {
    answer();
    return due()
        .filter(each -> !each.announced)
        .limit(limit)
        .map(each -> new Unannounced(each.id, each.task.process()))
        .toList();
  }

  @Override
  public void announced(List<Long> ids) {
    answer();
    ids.forEach(id -> Objects.requireNonNull(rows.get(id)).announced = true);
  }

  @Override
  public int announceAgain(Duration olderThan, int limit) {
    answer();
    List<Row> told =
        rows.values().stream()
            .filter(each -> each.is(State.QUEUED) && each.announced)
            .limit(limit)
            .toList();
    told.forEach(each -> each.announced = false);
    return told.size();
  }

  @Override
  public List<ProcessCounts> counts(String configuration) {
    return counts(each -> run(each.task.run()).asked.configuration().equals(configuration));
  }

  @Override
  public List<ProcessCounts> counts(long run) {
    return counts(each -> each.task.run() == run);
  }

  private List<ProcessCounts> counts(Predicate<Row> wanted) {
    answer();
    return Stream.of(ProcessType.values()).map(process -> counts(process, wanted)).toList();
  }

  private ProcessCounts counts(ProcessType process, Predicate<Row> wanted) {
    Predicate<Row> both = wanted.and(each -> each.task.process() == process);
    long lost = cleared.stream().filter(both).count();
    return new ProcessCounts(
        process,
        rows.values().stream().filter(both).count() + lost,
        number(both, State.HELD) + number(both, State.QUEUED),
        number(both, State.PROCESSING),
        number(both, State.FAILED),
        number(both, State.DONE),
        number(both, State.CANCELLED),
        lost);
  }

  private long number(Predicate<Row> wanted, State state) {
    return rows.values().stream().filter(wanted).filter(each -> each.is(state)).count();
  }

  @Override
  public boolean isWaiting(ProcessType process, int number) {
    answer();
    return rows.values().stream()
            .filter(each -> each.is(State.QUEUED) && each.task.process() == process)
            .count()
        >= number;
  }

  @Override
  public int open() {
    answer();
    return Math.toIntExact(
        rows.values().stream()
            .filter(each -> each.is(State.QUEUED) || each.is(State.PROCESSING))
            .count());
  }

  @Override
  public Optional<Duration> nextDue() {
    answer();
    return rows.values().stream()
        .filter(each -> each.is(State.QUEUED) || each.is(State.PROCESSING))
        .map(each -> each.is(State.QUEUED) ? each.availableAt : each.leaseUntil)
        .map(due -> Duration.between(clock.instant(), due))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
        .min(Comparator.naturalOrder());
  }

  private Stream<Row> selected(TaskSelection selection) {
    return rows.values().stream()
        .filter(
            each -> run(each.task.run()).asked.configuration().equals(selection.configuration()))
        .filter(each -> selection.processes().contains(each.task.process()))
        .filter(each -> selection.ids().isEmpty() || selection.ids().contains(each.id));
  }

  @Override
  public List<FailedTask> failed(TaskSelection selection, FailedTask.Position after, int limit) {
    answer();
    return selected(selection)
        .filter(each -> each.is(State.FAILED))
        .map(
            each ->
                new FailedTask(
                    each.id,
                    each.task.run(),
                    each.task.process(),
                    each.task.key(),
                    each.attempts,
                    each.finishedAt,
                    each.problem,
                    each.task.payload()))
        .sorted(Comparator.comparing(FailedTask::failedAt).thenComparing(FailedTask::id))
        .filter(
            each ->
                each.failedAt().isAfter(after.failedAt())
                    || (each.failedAt().equals(after.failedAt()) && each.id() > after.id()))
        .limit(limit)
        .toList();
  }

  @Override
  public int retry(TaskSelection selection, String who) {
    answer();
    List<Row> failed =
        selected(selection)
            .filter(each -> each.is(State.FAILED) && !run(each.task.run()).cancelled)
            .toList();
    failed.forEach(
        each -> {
          each.attempts = 0;
          each.availableAt = clock.instant();
          queue(each);
          run(each.task.run()).endedAt = null;
        });
    failed.stream()
        .map(each -> each.task.run())
        .distinct()
        .forEach(run -> audit(Action.RETRY, run, who, failed.size()));
    return failed.size();
  }

  @Override
  public int cancel(long run, String who) {
    answer();
    run(run).cancelled = true;
    run(run).sealed = true;
    List<Row> open =
        rows.values().stream()
            .filter(each -> each.task.run() == run)
            .filter(InMemoryTaskStore::isOpen)
            .toList();
    open.forEach(each -> end(each, State.CANCELLED));
    audit(Action.CANCEL, run, who, open.size());
    return open.size();
  }

  @Override
  public ClearingPlan plan(Clearing clearing) {
    answer();
    List<Loss> losses = new ArrayList<>();
    for (ProcessType process : ProcessType.values()) {
      List<Row> lost = losing(clearing).filter(each -> each.task.process() == process).toList();
      if (!lost.isEmpty()) {
        long failed = lost.stream().filter(each -> each.is(State.FAILED)).count();
        losses.add(
            new Loss(
                process,
                lost.size() - failed,
                failed,
                lost.stream().mapToLong(each -> each.id).max().orElse(0)));
      }
    }
    return new ClearingPlan(clearing, losses);
  }

  private Stream<Row> losing(Clearing clearing) {
    return selected(clearing.selection())
        .filter(
            each ->
                (each.is(State.QUEUED) && clearing.scope() != Scope.FAILED)
                    || (each.is(State.FAILED) && clearing.scope() != Scope.QUEUED));
  }

  @Override
  public ClearingPlan clear(ClearingPlan seen, String who) {
    ClearingPlan now = plan(seen.clearing());
    if (!seen.covers(now)) {
      throw new OutdatedPlanException("More, or other, tasks would be lost by now.");
    }
    List<Row> lost = losing(seen.clearing()).toList();
    cleared.addAll(lost);
    lost.forEach(each -> rows.remove(each.id));
    lost.stream()
        .map(each -> each.task.run())
        .distinct()
        .forEach(run -> audit(Action.CLEAR, run, who, lost.size()));
    return now;
  }
}
