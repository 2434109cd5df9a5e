package io.github.dhisadmin.core.internal.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.core.internal.run.WorkerThreads;
import io.github.dhisadmin.error.AccessDeniedException;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.CheckStatus;
import io.github.dhisadmin.integrity.CustomCheckSource;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.IntegrityRequest;
import io.github.dhisadmin.integrity.IntegrityResult;
import io.github.dhisadmin.integrity.IntegrityService;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.Progress;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.spi.StoredCheck;
import io.github.dhisadmin.spi.StoredCheck.Finding;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConcurrentIntegrityServiceTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T02:00:00Z"), ZoneOffset.UTC);

  private final WorkerThreads workers = new WorkerThreads();
  private final FakeRunLog log = new FakeRunLog();

  @AfterEach
  void close() {
    workers.close();
  }

  @Test
  void details_hold_the_issues_and_a_summary_only_their_number() {
    FakeCheck check = FakeCheck.of("units").finding("Bo", "Kenema");

    CheckOutcome details = only(service(check).details(CheckSelection.byDefault()));
    CheckOutcome summary = only(service(check).summary(CheckSelection.byDefault()));

    assertThat(details.status()).isEqualTo(CheckStatus.ISSUES);
    assertThat(details.issues()).extracting(IntegrityIssue::name).containsExactly("Bo", "Kenema");
    assertThat(details.count()).isEqualTo(2);
    assertThat(details.total()).hasValue(10);
    assertThat(summary.issues()).isEmpty();
    assertThat(summary.count()).isEqualTo(2);
    assertThat(summary.status()).isEqualTo(CheckStatus.ISSUES);
  }

  @Test
  void result_tells_the_run_and_orders_outcomes_by_section_and_id() {
    IntegrityResult result =
        service(
                FakeCheck.of("zebra"),
                FakeCheck.of("units").section(CheckSection.ORGANISATION_UNITS),
                FakeCheck.of("apes"))
            .summary(CheckSelection.byDefault());

    assertThat(result.runId()).isEqualTo(7);
    assertThat(result.startedAt()).isEqualTo(Instant.parse("2026-03-01T02:00:00Z"));
    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(result.outcomes())
        .extracting(outcome -> outcome.check().id())
        .containsExactly("apes", "zebra", "units");
    assertThat(result.outcomes()).extracting(CheckOutcome::status).containsOnly(CheckStatus.PASSED);
  }

  @Test
  void limit_cuts_the_issues_and_never_the_count() {
    CheckOutcome outcome =
        only(
            service(FakeCheck.of("units").finding("Bo", "Kenema", "Moyamba"))
                .details(
                    IntegrityRequest.of(CheckSelection.byDefault()).issuesPerCheck(2),
                    RunControl.none()));

    assertThat(outcome.issues()).hasSize(2);
    assertThat(outcome.count()).isEqualTo(3);
    assertThat(outcome.truncated()).isTrue();
  }

  @Test
  void failing_check_hides_none_of_the_others() {
    IntegrityResult result =
        service(
                FakeCheck.of("a_bug").doing(failing(new IllegalStateException("broken"))),
                FakeCheck.of("b_database").doing(failing(storeFailure("42703"))),
                FakeCheck.of("c_slow_query").doing(failing(storeFailure("57014"))),
                FakeCheck.of("d_deep")
                    .doing(
                        (run, sink) -> {
                          throw new StackOverflowError();
                        }),
                FakeCheck.of("e_schema").missing("table singleevent"),
                FakeCheck.of("f_sound").finding("Bo"))
            .details(
                IntegrityRequest.of(CheckSelection.byDefault()).timeout(Duration.ofSeconds(5)),
                RunControl.none());

    assertThat(result.state()).isEqualTo(RunState.FAILED);
    assertThat(result.outcomes())
        .extracting(CheckOutcome::status)
        .containsExactly(
            CheckStatus.ERROR,
            CheckStatus.ERROR,
            CheckStatus.TIMEOUT,
            CheckStatus.ERROR,
            CheckStatus.SKIPPED,
            CheckStatus.ISSUES);
    assertThat(result.outcomes())
        .extracting(outcome -> outcome.error().orElse(""))
        .satisfiesExactly(
            error -> assertThat(error).contains("broken"),
            error -> assertThat(error).isEqualTo("The database said: no"),
            error -> assertThat(error).contains("longer than the 5000 ms"),
            error -> assertThat(error).contains("StackOverflowError"),
            error -> assertThat(error).isEqualTo("table singleevent"),
            error -> assertThat(error).isEmpty());
    assertThat(log.calls).endsWith("finish 7 FAILED", "release 7");
  }

  @Test
  void check_that_fails_half_way_gives_no_half_result() {
    CheckOutcome outcome =
        only(
            service(
                    FakeCheck.of("units")
                        .doing(
                            (run, sink) -> {
                              sink.accept(FakeCheck.issue("Bo", Severity.INFO));
                              throw storeFailure("53100");
                            }))
                .details(CheckSelection.byDefault()));

    assertThat(outcome.status()).isEqualTo(CheckStatus.ERROR);
    assertThat(outcome.count()).isZero();
    assertThat(outcome.issues()).isEmpty();
  }

  @Test
  void skipped_check_fails_no_run() {
    IntegrityResult result =
        service(FakeCheck.of("events").missing("table singleevent"), FakeCheck.of("units"))
            .summary(CheckSelection.byDefault());

    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void cancelled_run_stops_and_names_what_it_left_out() {
    Cancellation cancellation = new Cancellation();
    FakeCheck.Work cancelling =
        (run, sink) -> {
          cancellation.cancel();
          run.cancellation().check();
          throw new AssertionError("the check was not told of the cancellation");
        };

    IntegrityResult result =
        service(1, FakeCheck.of("a"), FakeCheck.of("b").doing(cancelling), FakeCheck.of("c"))
            .summary(
                IntegrityRequest.of(CheckSelection.byDefault()),
                new RunControl(progress -> {}, cancellation));

    assertThat(result.state()).isEqualTo(RunState.CANCELLED);
    assertThat(result.outcomes())
        .extracting(CheckOutcome::status)
        .containsExactly(CheckStatus.PASSED, CheckStatus.CANCELLED, CheckStatus.CANCELLED);
    assertThat(log.calls)
        .containsExactly(
            "begin", "a PASSED", "b CANCELLED", "c CANCELLED", "finish 7 CANCELLED", "release 7");
  }

  @Test
  void statement_that_a_cancellation_ended_is_no_timeout() {
    Cancellation cancellation = new Cancellation();
    FakeCheck.Work interrupted =
        (run, sink) -> {
          cancellation.cancel();
          throw storeFailure("57014");
        };

    IntegrityResult result =
        service(FakeCheck.of("units").doing(interrupted))
            .summary(
                IntegrityRequest.of(CheckSelection.byDefault()),
                new RunControl(progress -> {}, cancellation));

    assertThat(only(result).status()).isEqualTo(CheckStatus.CANCELLED);
  }

  @Test
  void interrupted_caller_stops_the_run_and_stays_interrupted() {
    FakeCheck.Work waiting =
        (run, sink) -> {
          while (!run.cancellation().isCancelled()) {
            Thread.onSpinWait();
          }
          throw new CancelledException("stopped");
        };
    Thread.currentThread().interrupt();

    IntegrityResult result =
        service(FakeCheck.of("units").doing(waiting)).summary(CheckSelection.byDefault());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(result.state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void ordinary_checks_run_together() {
    CyclicBarrier meeting = new CyclicBarrier(2);
    FakeCheck.Work meets =
        (run, sink) -> {
          await(meeting);
          return new Finding(0, null);
        };

    IntegrityResult result =
        service(2, FakeCheck.of("a").doing(meets), FakeCheck.of("b").doing(meets))
            .summary(CheckSelection.byDefault());

    assertThat(result.state()).as(result.toString()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void slow_checks_come_last_and_one_at_a_time() {
    AtomicInteger running = new AtomicInteger();
    List<String> order = new CopyOnWriteArrayList<>();

    IntegrityResult result =
        service(
                3,
                slow("a_slow", running, order),
                slow("b_slow", running, order),
                slow("c_slow", running, order),
                FakeCheck.of("d_fast")
                    .doing(
                        (run, sink) -> {
                          order.add("d_fast");
                          return new Finding(0, null);
                        }))
            .summary(CheckSelection.byDefault().includeSlow());

    assertThat(result.state()).as(result.toString()).isEqualTo(RunState.SUCCEEDED);
    assertThat(order).containsExactly("d_fast", "a_slow", "b_slow", "c_slow");
  }

  @Test
  void progress_tells_of_every_finished_check() {
    List<Progress> heard = new ArrayList<>();

    service(1, FakeCheck.of("a"), FakeCheck.of("b").doing(failing(storeFailure("42P01"))))
        .summary(
            IntegrityRequest.of(CheckSelection.byDefault()),
            RunControl.listening(
                progress -> {
                  heard.add(progress);
                  throw new IllegalStateException("a listener that fails disturbs nothing");
                }));

    assertThat(heard).extracting(Progress::item).containsExactly("", "a", "b");
    assertThat(heard).extracting(Progress::percent).containsExactly(0, 50, 100);
    assertThat(heard).extracting(Progress::total).containsOnly(2);
  }

  @Test
  void listener_hears_every_issue_and_the_outcome_keeps_none() {
    List<String> heard = new ArrayList<>();

    IntegrityResult result =
        service(
                1,
                FakeCheck.of("districts").finding("Bo", "Kenema"),
                FakeCheck.of("units").finding("Ngelehun"))
            .details(
                IntegrityRequest.of(CheckSelection.byDefault()),
                (check, issue) -> heard.add(check.id() + " " + issue.name()),
                RunControl.none());

    assertThat(heard).containsExactly("districts Bo", "districts Kenema", "units Ngelehun");
    assertThat(result.outcomes()).extracting(CheckOutcome::count).containsExactly(2L, 1L);
    assertThat(result.outcomes()).allMatch(outcome -> outcome.issues().isEmpty());
  }

  @Test
  void listener_is_called_by_one_thread_at_a_time() {
    String[] names = new String[1_000];
    Arrays.fill(names, "Bo");
    AtomicInteger inside = new AtomicInteger();
    List<Integer> together = new CopyOnWriteArrayList<>();

    service(2, FakeCheck.of("a").finding(names), FakeCheck.of("b").finding(names))
        .details(
            IntegrityRequest.of(CheckSelection.byDefault()),
            (check, issue) -> {
              int threads = inside.incrementAndGet();
              if (threads > 1) {
                together.add(threads);
              }
              inside.decrementAndGet();
            },
            RunControl.none());

    assertThat(together).isEmpty();
  }

  @Test
  void listener_that_fails_ends_its_check_as_an_error() {
    IntegrityResult result =
        service(FakeCheck.of("a").finding("Bo"), FakeCheck.of("b"))
            .details(
                IntegrityRequest.of(CheckSelection.byDefault()),
                (check, issue) -> {
                  throw new IllegalStateException("disk full");
                },
                RunControl.none());

    assertThat(result.outcomes())
        .extracting(CheckOutcome::status)
        .containsExactly(CheckStatus.ERROR, CheckStatus.PASSED);
  }

  @Test
  void history_gets_counts_and_only_if_asked_for_the_issues() {
    FakeCheck check = FakeCheck.of("units").finding("Bo", "Kenema");

    service(check).details(CheckSelection.byDefault());
    service(check)
        .details(IntegrityRequest.of(CheckSelection.byDefault()).storeIssues(), RunControl.none());
    service(check)
        .summary(IntegrityRequest.of(CheckSelection.byDefault()).storeIssues(), RunControl.none());

    assertThat(log.calls)
        .containsExactly(
            "begin",
            "units ISSUES",
            "finish 7 SUCCEEDED",
            "release 7",
            "begin with issues",
            "store 2 of units",
            "units ISSUES",
            "finish 7 SUCCEEDED",
            "release 7",
            "begin",
            "units ISSUES",
            "finish 7 SUCCEEDED",
            "release 7");
  }

  @Test
  void many_issues_are_stored_in_pieces() {
    String[] names = new String[FoundIssues.MAX_WAITING + 1];
    Arrays.fill(names, "Bo");

    service(FakeCheck.of("units").finding(names))
        .details(
            IntegrityRequest.of(CheckSelection.byDefault())
                .issuesPerCheck(Long.MAX_VALUE)
                .storeIssues(),
            (check, issue) -> {},
            RunControl.none());

    assertThat(log.calls).contains("store 10000 of units", "store 1 of units");
  }

  @Test
  void warnings_of_checks_are_those_of_the_run_each_once() {
    Warning warning = new Warning("NO_COMPULSORY_GROUP_SETS", "units", "none is compulsory", 1);
    FakeCheck.Work warned = (run, sink) -> new Finding(0, 5L, List.of(warning));

    IntegrityResult result =
        service(FakeCheck.of("groups").doing(warned), FakeCheck.of("units").doing(warned))
            .summary(CheckSelection.byDefault());

    assertThat(result.warnings()).containsExactly(warning);
  }

  @Test
  void run_whose_history_fails_throws_and_ends() {
    FakeRunLog full =
        new FakeRunLog() {
          @Override
          public void finished(long runId, CheckOutcome outcome) {
            throw storeFailure("53100");
          }
        };

    assertThatThrownBy(
            () ->
                service(full, AccessPolicy.allowAll(), 2, FakeCheck.of("a"), FakeCheck.of("b"))
                    .summary(CheckSelection.byDefault()))
        .isInstanceOf(StoreException.class);
    assertThat(full.calls).containsExactly("begin", "finish 7 FAILED", "release 7");
  }

  @Test
  void caller_without_the_authority_sees_the_list_and_nothing_else() {
    IntegrityService service =
        service(log, AccessPolicy.dhis2(() -> Set.of("F_OTHER")), 2, FakeCheck.of("units"));

    assertThat(service.checks()).extracting(IntegrityCheck::id).containsExactly("units");
    assertThat(service.checks(CheckSelection.of("units"))).hasSize(1);
    assertThatThrownBy(() -> service.summary(CheckSelection.byDefault()))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> service.details(CheckSelection.byDefault()))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> service.history().runs(1)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> service.history().trend("units", 1))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> service.history().difference(1, 2, 9))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> service.history().keepNewest(1))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(log.calls).isEmpty();
  }

  @Test
  void history_needs_limits_that_make_sense() {
    IntegrityService service = service();

    assertThat(service.history().runs(3)).isEmpty();
    assertThat(service.history().difference(1, 2, 9)).isEmpty();
    assertThat(service.history().keepNewest(1)).isZero();
    assertThatThrownBy(() -> service.history().runs(0)).isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> service.history().difference(1, 2, 0))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> service.history().trend("units", 0))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> service.history().keepNewest(0))
        .isInstanceOf(InvalidRequestException.class);
    assertThat(log.calls).containsExactly("runs 3", "difference 1 2 9", "keep 1");
  }

  @Test
  void unknown_name_starts_no_run() {
    assertThatThrownBy(() -> service(FakeCheck.of("units")).summary(CheckSelection.of("unit")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("units");
    assertThat(log.calls).isEmpty();
  }

  private IntegrityService service(FakeCheck... checks) {
    return service(2, checks);
  }

  private IntegrityService service(int parallelism, FakeCheck... checks) {
    return service(log, AccessPolicy.allowAll(), parallelism, checks);
  }

  private IntegrityService service(
      FakeRunLog runLog, AccessPolicy policy, int parallelism, FakeCheck... checks) {
    return new ConcurrentIntegrityService(
        CheckCatalogue.of(
            List.<StoredCheck>of(checks),
            CustomCheckSource.none(),
            check -> FakeCheck.of(check.check().id())),
        runLog,
        policy,
        CLOCK,
        workers,
        parallelism);
  }

  private static CheckOutcome only(IntegrityResult result) {
    assertThat(result.outcomes()).hasSize(1);
    return result.outcomes().get(0);
  }

  private static FakeCheck slow(String id, AtomicInteger running, List<String> order) {
    return FakeCheck.of(id)
        .slow()
        .doing(
            (run, sink) -> {
              if (running.incrementAndGet() > 1) {
                throw new IllegalStateException("two slow checks run together");
              }
              order.add(id);
              running.decrementAndGet();
              return new Finding(0, null);
            });
  }

  private static FakeCheck.Work failing(RuntimeException failure) {
    return (run, sink) -> {
      throw failure;
    };
  }

  private static StoreException storeFailure(String sqlState) {
    return new StoreException("The database said: no", sqlState, new SQLException("no"));
  }

  private static void await(CyclicBarrier meeting) {
    try {
      meeting.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("the other check did not run meanwhile", e);
    }
  }
}
