package io.github.dhisadmin.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.integrity.CheckDifference;
import io.github.dhisadmin.integrity.CheckName;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.CheckSource;
import io.github.dhisadmin.integrity.CheckStatus;
import io.github.dhisadmin.integrity.CheckTexts;
import io.github.dhisadmin.integrity.CheckTraits;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.IntegrityRunRecord;
import io.github.dhisadmin.integrity.ObjectReference;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.integrity.TrendPoint;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.spi.IntegrityRunLog;
import io.github.dhisadmin.spi.IntegrityRunLog.Begun;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The history of integrity runs in the library's own schema. */
class IntegrityRunLogIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final int ALL = 10_000;
  private static final IntegrityCheck UNITS = check("units_orphaned");
  private static final IntegrityCheck SETS = check("data_sets_unused");
  private static final IntegrityIssue BO = issue("unitUid0001", "Bo", "no parent");
  private static final IntegrityIssue KENEMA = issue("unitUid0002", "Kenema", "no parent");
  private static final IntegrityIssue MOYAMBA = issue(null, "Moyamba", "");

  private final List<Begun> begun = new ArrayList<>();
  private IntegrityRunLog log;

  @BeforeEach
  void open() {
    log = JooqPersistence.of(POSTGRES.dataSource()).integrity().runs();
  }

  @AfterEach
  void release() {
    begun.forEach(run -> run.lock().close());
  }

  @Test
  void run_under_way_is_remembered_by_the_clock_of_the_database() {
    Instant before = databaseNow();
    Begun run = begin(true);
    Instant after = databaseNow();

    assertThat(run.at()).isBetween(before, after);
    assertThat(log.runs(5))
        .containsExactly(
            new IntegrityRunRecord(run.id(), RunState.RUNNING, run.at(), null, 0, 0, true));
  }

  @Test
  void run_whose_process_died_is_shown_as_interrupted() {
    Begun dead = begin(false);
    Begun alive = begin(false);
    log.finished(dead.id(), found(UNITS, 4, null));
    dead.lock().close();

    assertThat(log.runs(5))
        .containsExactly(
            new IntegrityRunRecord(alive.id(), RunState.RUNNING, alive.at(), null, 0, 0, false),
            new IntegrityRunRecord(dead.id(), RunState.INTERRUPTED, dead.at(), null, 1, 4, false));
  }

  @Test
  void next_run_marks_those_that_died_before() throws SQLException {
    Begun dead = begin(false);
    dead.lock().close();

    begin(false);

    try (Connection connection = POSTGRES.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select state from dhis_admin.integrity_run where run_id = " + dead.id())) {
      rows.next();
      assertThat(rows.getString(1)).isEqualTo("INTERRUPTED");
    }
  }

  @Test
  void finished_run_has_its_counts() {
    Begun run = begin(false);
    log.finished(run.id(), found(UNITS, 4, 60L));
    log.finished(run.id(), found(SETS, 3, null));
    log.finished(run.id(), ended(check("events_old"), CheckStatus.SKIPPED, "no table"));
    log.finished(run.id(), ended(check("events_late"), CheckStatus.ERROR, "bad\0 news"));
    log.finish(run.id(), RunState.FAILED);

    IntegrityRunRecord remembered = log.runs(1).get(0);
    assertThat(remembered.state()).isEqualTo(RunState.FAILED);
    assertThat(remembered.checks()).isEqualTo(3);
    assertThat(remembered.issues()).isEqualTo(7);
    assertThat(remembered.issuesStored()).isFalse();
    assertThat(remembered.finishedAt()).hasValueSatisfying(at -> assertThat(at).isAfter(run.at()));
  }

  @Test
  void runs_come_newest_first_and_no_more_than_asked_for() {
    long first = begin(false).id();
    long second = begin(false).id();
    long third = begin(false).id();

    assertThat(log.runs(2)).extracting(IntegrityRunRecord::id).containsExactly(third, second);
    assertThat(log.runs(9)).extracting(IntegrityRunRecord::id).endsWith(first);
  }

  @Test
  void trend_leaves_out_runs_in_which_the_check_did_not_end() {
    Begun first = begin(false);
    log.finished(first.id(), found(UNITS, 4, 60L));
    Begun second = begin(false);
    log.finished(second.id(), ended(UNITS, CheckStatus.TIMEOUT, "too long"));
    log.finished(second.id(), found(SETS, 9, null));
    Begun third = begin(false);
    log.finished(third.id(), found(UNITS, 0, null));

    assertThat(log.trend(UNITS.id(), 9))
        .containsExactly(
            new TrendPoint(third.id(), third.at(), 0, null),
            new TrendPoint(first.id(), first.at(), 4, 60L));
    assertThat(log.trend(UNITS.id(), 1)).extracting(TrendPoint::runId).containsExactly(third.id());
    assertThat(log.trend("never_heard_of", 9)).isEmpty();
  }

  @Test
  void difference_tells_new_issues_gone_ones_and_those_that_stayed() {
    long older = run(UNITS, BO, KENEMA);
    long newer = run(UNITS, KENEMA, MOYAMBA);

    assertThat(log.difference(older, newer, ALL))
        .containsExactly(new CheckDifference(UNITS.id(), List.of(MOYAMBA), 1, List.of(BO), 1, 1));
    assertThat(log.difference(newer, newer, ALL))
        .containsExactly(new CheckDifference(UNITS.id(), List.of(), 0, List.of(), 0, 2));
  }

  @Test
  void issue_is_the_same_though_names_comment_and_severity_changed() {
    long older = run(UNITS, BO);
    long newer =
        run(
            UNITS,
            new IntegrityIssue(
                Severity.INFO, "unitUid0001", "Bo Town", "one of 3 units", List.of()));

    assertThat(log.difference(older, newer, ALL))
        .containsExactly(new CheckDifference(UNITS.id(), List.of(), 0, List.of(), 0, 1));
  }

  @Test
  void issue_is_another_one_if_it_refers_to_objects_of_another_kind() {
    long older = run(UNITS, BO);
    IntegrityIssue other =
        new IntegrityIssue(
            Severity.SEVERE,
            "unitUid0001",
            "Bo",
            "no parent",
            List.of(new ObjectReference("organisationUnitGroupSets", "setUid00009", "Ñ \"x\"")));
    long newer = run(UNITS, other);

    assertThat(log.difference(older, newer, ALL))
        .containsExactly(new CheckDifference(UNITS.id(), List.of(other), 1, List.of(BO), 1, 0));
  }

  @Test
  void object_that_is_found_again_and_again_has_as_many_issues() {
    IntegrityIssue second = issue("unitUid0001", "Bo", "no phone");
    IntegrityIssue third = issue("unitUid0001", "Bo", "no address");
    long older = run(UNITS, BO);
    long newer = run(UNITS, BO, second, third);

    assertThat(log.difference(older, newer, ALL))
        .containsExactly(
            new CheckDifference(UNITS.id(), List.of(second, third), 2, List.of(), 0, 1));
    assertThat(log.difference(newer, older, ALL))
        .containsExactly(
            new CheckDifference(UNITS.id(), List.of(), 0, List.of(second, third), 2, 1));
  }

  @Test
  void no_more_issues_of_a_check_are_given_than_asked_for_and_all_are_counted() {
    long older = run(UNITS, BO);
    long newer = begin(true).id();
    for (IntegrityCheck check : List.of(UNITS, SETS)) {
      log.store(newer, check, List.of(KENEMA, MOYAMBA));
      log.finished(newer, found(check, 2, null));
    }
    log.finished(older, found(SETS, 0, null));

    assertThat(log.difference(older, newer, 1))
        .containsExactly(
            new CheckDifference(SETS.id(), List.of(KENEMA), 2, List.of(), 0, 0),
            new CheckDifference(UNITS.id(), List.of(KENEMA), 2, List.of(BO), 1, 0));
  }

  @Test
  void same_issue_of_two_checks_is_two_issues() {
    Begun older = begin(true);
    log.store(older.id(), UNITS, List.of(BO));
    log.finished(older.id(), found(UNITS, 1, null));
    log.finished(older.id(), found(SETS, 0, null));
    Begun newer = begin(true);
    log.store(newer.id(), SETS, List.of(BO));
    log.finished(newer.id(), found(SETS, 1, null));
    log.finished(newer.id(), found(UNITS, 0, null));

    assertThat(log.difference(older.id(), newer.id(), ALL))
        .containsExactly(
            new CheckDifference(SETS.id(), List.of(BO), 1, List.of(), 0, 0),
            new CheckDifference(UNITS.id(), List.of(), 0, List.of(BO), 1, 0));
  }

  @Test
  void check_that_did_not_end_in_both_runs_is_not_compared() {
    long older = run(UNITS, BO);
    Begun newer = begin(true);
    log.finished(newer.id(), ended(UNITS, CheckStatus.ERROR, "disk full"));

    assertThat(log.difference(older, newer.id(), ALL)).isEmpty();
  }

  @Test
  void check_with_issues_beyond_the_limit_is_not_compared() {
    long whole = run(UNITS, BO, KENEMA);
    Begun cut = begin(true);
    log.store(cut.id(), UNITS, List.of(BO));
    log.finished(cut.id(), found(UNITS, 2, null));
    log.finish(cut.id(), RunState.SUCCEEDED);

    assertThat(log.difference(whole, cut.id(), ALL)).isEmpty();
    assertThat(log.difference(cut.id(), whole, ALL)).isEmpty();
  }

  @Test
  void runs_without_issues_and_runs_that_are_not_there_cannot_be_compared() {
    long kept = run(UNITS, BO);
    long counted = begin(false).id();

    assertThatThrownBy(() -> log.difference(counted, kept, ALL))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("run " + counted + " kept its counts only");
    assertThatThrownBy(() -> log.difference(kept, counted + 100, ALL))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("no integrity run " + (counted + 100));
  }

  @Test
  void many_issues_are_kept_in_their_order() {
    List<IntegrityIssue> issues =
        IntStream.range(0, 1_201)
            .mapToObj(i -> issue("uid" + i, "Unit " + (5_000 - i), "comment"))
            .toList();
    long older = run(UNITS);
    long newer = run(UNITS, issues.toArray(IntegrityIssue[]::new));

    assertThat(log.difference(older, newer, ALL).get(0).appeared())
        .containsExactlyElementsOf(issues);
  }

  @Test
  void only_the_newest_runs_are_kept_with_their_issues() {
    run(UNITS, BO);
    run(UNITS, BO);
    long third = run(UNITS, BO);
    long fourth = run(UNITS, BO);

    assertThat(log.keepNewest(2)).isEqualTo(2);

    assertThat(log.runs(9)).extracting(IntegrityRunRecord::id).containsExactly(fourth, third);
    assertThat(count("integrity_issue")).isEqualTo(2);
    assertThat(count("integrity_outcome")).isEqualTo(2);
    assertThat(log.keepNewest(9)).isZero();
    assertThat(log.runs(9)).hasSize(2);
  }

  @Test
  void empty_history_is_no_trouble() {
    assertThat(log.runs(9)).isEmpty();
    assertThat(log.keepNewest(1)).isZero();
  }

  private Begun begin(boolean issuesStored) {
    Begun run = log.begin(issuesStored);
    begun.add(run);
    return run;
  }

  private long run(IntegrityCheck check, IntegrityIssue... issues) {
    Begun run = begin(true);
    log.store(run.id(), check, List.of(issues));
    log.finished(run.id(), found(check, issues.length, null));
    log.finish(run.id(), RunState.SUCCEEDED);
    run.lock().close();
    return run.id();
  }

  private static CheckOutcome found(IntegrityCheck check, long count, @Nullable Long total) {
    return new CheckOutcome(
        check,
        count == 0 ? CheckStatus.PASSED : CheckStatus.ISSUES,
        count,
        total,
        List.of(),
        Duration.ofMillis(12),
        null);
  }

  private static CheckOutcome ended(IntegrityCheck check, CheckStatus status, String error) {
    return new CheckOutcome(check, status, 0, null, List.of(), Duration.ofMillis(12), error);
  }

  private static IntegrityIssue issue(@Nullable String id, String name, String comment) {
    return new IntegrityIssue(Severity.SEVERE, id, name, comment, List.of());
  }

  private static IntegrityCheck check(String id) {
    return new IntegrityCheck(
        CheckName.of(id),
        CheckSection.ORGANISATION_UNITS,
        Severity.SEVERE,
        null,
        new CheckTexts("Title", "Description", "Recommendation", ""),
        new CheckTraits(CheckSource.SEED, true, false, null, Set.of()));
  }

  private static Instant databaseNow() {
    try (Connection connection = POSTGRES.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select clock_timestamp()")) {
      rows.next();
      return rows.getTimestamp(1).toInstant();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static long count(String table) {
    try (Connection connection = POSTGRES.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from dhis_admin." + table)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
