package io.github.dhisadmin.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.sync.Authentication;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.SyncCounts;
import io.github.dhisadmin.sync.SyncFailure;
import io.github.dhisadmin.sync.SyncFailure.Reason;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.sync.SyncRun;
import io.github.dhisadmin.sync.SyncRunRecord;
import io.github.dhisadmin.sync.SyncRunState;
import io.github.dhisadmin.sync.spi.NewTarget;
import io.github.dhisadmin.sync.spi.SyncJournal;
import io.github.dhisadmin.sync.spi.SyncJournal.SyncLock;
import io.github.dhisadmin.sync.spi.SyncJournal.Verdict;
import io.github.dhisadmin.sync.spi.SyncStore;
import io.github.dhisadmin.sync.spi.SyncStream;
import io.github.dhisadmin.sync.spi.SyncWindow;
import io.github.dhisadmin.sync.spi.SyncWindow.Position;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How far data were sent, in the library's own schema. */
class SyncJournalIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final SyncStream VALUES = new SyncStream("central", SyncKind.DATA_VALUES, "");
  private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);
  private static final LocalDateTime MARCH = LocalDateTime.of(2026, 3, 1, 0, 0);
  private static final LocalDateTime APRIL = LocalDateTime.of(2026, 4, 1, 0, 0);
  private static final LocalDateTime MAY = LocalDateTime.of(2026, 5, 1, 0, 0);
  private static final Reason UNKNOWN_UNIT = new Reason("E7612", "Unit not found", "orgUnit");

  private SyncJournal journal;

  @BeforeEach
  void open() {
    SyncStore store = JooqPersistence.of(DHIS2.dataSource()).sync();
    store
        .targets()
        .add(
            new NewTarget(
                "central",
                RemoteUrl.of("https://dhis2.example.org"),
                new NewTarget.Login(Authentication.BASIC, "amina", "envelope")));
    journal = store.journal();
  }

  @Test
  void first_run_takes_everything_and_the_next_what_changed_since() {
    List<SyncWindow> first = journal.plan(VALUES, EPOCH, APRIL, false);
    assertThat(first).extracting(SyncWindow::from).containsExactly(EPOCH);
    first.forEach(journal::finish);

    assertThat(journal.plan(VALUES, EPOCH, MAY, false))
        .extracting(SyncWindow::from, SyncWindow::to)
        .containsExactly(tuple(APRIL, MAY));
  }

  @Test
  void window_that_was_not_sent_to_its_end_goes_on_at_its_position() {
    SyncWindow window = journal.plan(VALUES, EPOCH, APRIL, false).get(0);
    Position position = new Position(MARCH.plusNanos(123_456_000), List.of(1L, 2L, 3L, 4L, 5L));
    journal.settle(VALUES, window.at(position), List.of());

    List<SyncWindow> next = journal.plan(VALUES, EPOCH, MAY, false);

    assertThat(next).hasSize(2);
    assertThat(next.get(0).position()).hasValue(position);
    assertThat(next.get(1).position()).isEmpty();
  }

  @Test
  void lowered_bound_opens_a_window_for_what_it_kept_out() {
    journal.plan(VALUES, MARCH, APRIL, false).forEach(journal::finish);

    List<SyncWindow> next = journal.plan(VALUES, EPOCH, APRIL, false);

    assertThat(next)
        .extracting(SyncWindow::from, SyncWindow::to)
        .containsExactly(tuple(EPOCH, MARCH));
  }

  @Test
  void raised_bound_keeps_out_what_a_run_has_begun_with() {
    journal.plan(VALUES, EPOCH, APRIL, false);

    assertThat(journal.plan(VALUES, MARCH, APRIL, false))
        .extracting(SyncWindow::from)
        .containsExactly(MARCH);
    assertThat(journal.plan(VALUES, EPOCH, APRIL, false))
        .extracting(SyncWindow::from)
        .containsExactlyInAnyOrder(MARCH, EPOCH);
  }

  @Test
  void bound_in_the_future_sends_nothing_and_forgets_nothing() {
    assertThat(journal.plan(VALUES, MAY, APRIL, false)).isEmpty();

    assertThat(journal.plan(VALUES, EPOCH, APRIL, false))
        .extracting(SyncWindow::from, SyncWindow::to)
        .containsExactly(tuple(EPOCH, APRIL));
  }

  @Test
  void strict_run_sends_everything_again_until_one_succeeds() {
    SyncWindow window = journal.plan(VALUES, EPOCH, MARCH, true).get(0);
    journal.settle(VALUES, window, List.of(refused(1)));
    journal.finish(window);
    assertThat(journal.conclude(VALUES)).isEqualTo(1);

    SyncWindow again = journal.plan(VALUES, EPOCH, APRIL, true).get(0);
    assertThat(again.from()).isEqualTo(EPOCH);
    journal.settle(VALUES, again, List.of(delivered(1)));
    journal.finish(again);
    assertThat(journal.conclude(VALUES)).isZero();

    assertThat(journal.plan(VALUES, EPOCH, MAY, true).get(0).from()).isEqualTo(APRIL);
  }

  @Test
  void run_that_finds_nothing_counts_as_a_success() {
    journal.plan(VALUES, EPOCH, MARCH, true).forEach(journal::finish);

    assertThat(journal.conclude(VALUES)).isZero();

    assertThat(journal.plan(VALUES, EPOCH, APRIL, true).get(0).from()).isEqualTo(MARCH);
  }

  @Test
  void rehearsal_leaves_nothing_behind() {
    assertThat(journal.rehearse(VALUES, EPOCH, APRIL, false)).hasSize(1);

    assertThat(journal.plan(VALUES, EPOCH, MARCH, false))
        .extracting(SyncWindow::to)
        .containsExactly(MARCH);
  }

  @Test
  void refused_row_is_due_with_the_next_run_and_then_after_growing_pauses() {
    SyncWindow window = journal.plan(VALUES, EPOCH, APRIL, false).get(0);
    journal.settle(VALUES, window, List.of(refused(1)));
    SyncFailure once = journal.failures("central", 10).get(0);
    journal.settleRetries(VALUES, List.of(refused(1)));
    SyncFailure twice = journal.failures("central", 10).get(0);

    assertThat(once.attempts()).isEqualTo(1);
    assertThat(once.nextAt()).isEqualTo(once.lastAt());
    assertThat(twice.attempts()).isEqualTo(2);
    assertThat(twice.firstAt()).isEqualTo(once.firstAt());
    assertThat(twice.nextAt()).isEqualTo(twice.lastAt().plus(Duration.ofMinutes(15)));
    assertThat(twice.reason()).isEqualTo(UNKNOWN_UNIT);
    assertThat(journal.due(VALUES, journal.now(), 10)).isEmpty();
  }

  @Test
  void change_of_a_refused_row_begins_its_pauses_anew() {
    SyncWindow window = journal.plan(VALUES, EPOCH, APRIL, false).get(0);
    journal.settle(VALUES, window, List.of(refused(1)));
    journal.settle(VALUES, window, List.of(refused(1)));

    journal.settle(
        VALUES, window, List.of(new Verdict(position(1, APRIL), "row 1", false, UNKNOWN_UNIT)));

    assertThat(journal.failures("central", 10))
        .extracting(SyncFailure::attempts)
        .containsExactly(1);
  }

  @Test
  void delivered_row_leaves_the_failures_and_lets_the_run_succeed() {
    SyncWindow window = journal.plan(VALUES, EPOCH, APRIL, false).get(0);
    journal.settle(VALUES, window, List.of(refused(1), refused(2)));
    journal.finish(window);
    journal.settleRetries(VALUES, List.of(delivered(1)));
    assertThat(journal.conclude(VALUES)).isEqualTo(1);

    journal.forget(VALUES, List.of(position(2, MARCH).ids()));

    assertThat(journal.conclude(VALUES)).isZero();
    assertThat(journal.failures("central", 10)).isEmpty();
  }

  @Test
  void retry_on_demand_makes_failures_of_the_kinds_due() {
    SyncWindow window = journal.plan(VALUES, EPOCH, APRIL, false).get(0);
    journal.settle(VALUES, window, List.of(refused(1)));
    journal.settleRetries(VALUES, List.of(refused(1)));

    assertThat(journal.makeDue("central", Set.of(SyncKind.REGISTRATIONS))).isZero();
    assertThat(journal.makeDue("central", Set.of(SyncKind.DATA_VALUES))).isEqualTo(1);
    assertThat(journal.countDue(VALUES, journal.now())).isEqualTo(1);
  }

  @Test
  void failures_of_one_program_are_not_those_of_another() {
    SyncStream other = new SyncStream("central", SyncKind.EVENT_PROGRAMS, "IpHINAT79UW");
    SyncWindow window = journal.plan(VALUES, EPOCH, APRIL, false).get(0);
    journal.plan(other, EPOCH, APRIL, false).forEach(journal::finish);
    journal.settle(VALUES, window, List.of(refused(1)));

    assertThat(journal.conclude(other)).isZero();
    assertThat(journal.conclude(VALUES)).isEqualTo(1);
  }

  @Test
  void run_whose_process_died_is_aborted_when_the_next_one_begins() {
    journal.plan(VALUES, EPOCH, APRIL, false);
    journal.begin(VALUES);
    long second = journal.begin(VALUES);
    SyncRun done =
        new SyncRun(
            SyncKind.DATA_VALUES,
            "",
            SyncRunState.SUCCEEDED,
            new SyncCounts(3, 2, 1, 0, 1, 1),
            null,
            "");
    journal.end(second, done);

    List<SyncRunRecord> runs = journal.lastRuns("central", 10);
    assertThat(runs)
        .extracting(each -> each.run().state())
        .containsExactly(SyncRunState.SUCCEEDED, SyncRunState.ABORTED);
    assertThat(runs.get(0).run()).isEqualTo(done);
    assertThat(runs.get(0).finishedAt()).isPresent();
  }

  @Test
  void kind_is_sent_to_a_target_once_at_a_time() {
    Set<SyncKind> both = Set.of(SyncKind.DATA_VALUES, SyncKind.REGISTRATIONS);
    try (SyncLock first = journal.tryLock("central", Set.of(SyncKind.DATA_VALUES)).orElseThrow()) {
      assertThat(first).isNotNull();
      assertThat(journal.tryLock("central", both)).isEmpty();
      // What it could have had of both is free again.
      journal.tryLock("central", Set.of(SyncKind.REGISTRATIONS)).orElseThrow().close();
    }
    journal.tryLock("central", both).orElseThrow().close();
  }

  private static Verdict refused(long row) {
    return new Verdict(position(row, MARCH), "row " + row, false, UNKNOWN_UNIT);
  }

  private static Verdict delivered(long row) {
    return new Verdict(position(row, MARCH), "row " + row, true, Reason.NONE);
  }

  private static Position position(long row, LocalDateTime changedAt) {
    return new Position(changedAt, List.of(row, 2L, 3L, 4L, 5L));
  }
}
