package io.github.dhisadmin.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.integrity.CheckName;
import io.github.dhisadmin.integrity.CheckOption;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.CheckSource;
import io.github.dhisadmin.integrity.CheckTexts;
import io.github.dhisadmin.integrity.CheckTraits;
import io.github.dhisadmin.integrity.CustomCheck;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.IntegrityRequest;
import io.github.dhisadmin.integrity.ObjectReference;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.spi.CheckRun;
import io.github.dhisadmin.spi.IntegrityStore;
import io.github.dhisadmin.spi.StoredCheck;
import io.github.dhisadmin.spi.StoredCheck.Finding;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs checks in a test database, each as a summary and in detail, and tells what they found. */
final class IntegrityBed {
  private static final IntegrityRequest ANY =
      IntegrityRequest.of(CheckSelection.all()).timeout(Duration.ofMinutes(1));
  private static final long ALL = 1_000_000;

  private final Dhis2Database database;
  private final IntegrityStore store;

  IntegrityBed(Dhis2Database database) {
    this.database = database;
    this.store = JooqPersistence.of(database.dataSource()).integrity();
  }

  IntegrityStore store() {
    return store;
  }

  DataSource dataSource() {
    return database.dataSource();
  }

  StoredCheck check(String id) {
    return store.checks().stream()
        .filter(check -> check.definition().id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no check " + id));
  }

  /** What a check finds, after making sure that its summary says the same. */
  List<IntegrityIssue> issues(String id) {
    return issues(check(id));
  }

  static List<IntegrityIssue> issues(StoredCheck check) {
    assertThat(check.missing()).as("what %s lacks", check.definition().id()).isEmpty();
    List<IntegrityIssue> issues = new ArrayList<>();
    Finding details = run(check, ALL, issues);
    Finding summary = run(check, 0, new ArrayList<>());
    assertThat(details).as("details of %s", check.definition().id()).isEqualTo(summary);
    assertThat(details.count()).isEqualTo(issues.size());
    return issues;
  }

  static Finding run(StoredCheck check, long limit, List<IntegrityIssue> issues) {
    return run(check, ANY.issuesPerCheck(limit), issues);
  }

  private static Finding run(
      StoredCheck check, IntegrityRequest request, List<IntegrityIssue> issues) {
    return check.run(new CheckRun(request, new Cancellation()), issues::add);
  }

  /** So many issues at most; all of them must be counted. */
  List<IntegrityIssue> firstIssues(String id, int limit) {
    List<IntegrityIssue> issues = new ArrayList<>();
    Finding limited = run(check(id), limit, issues);
    Finding summary = run(check(id), 0, new ArrayList<>());
    assertThat(limited.count()).as("count of %s", id).isEqualTo(summary.count());
    return issues;
  }

  /** The names of the objects that a check finds with an option, and how many it looked at. */
  List<String> namesAndTotal(String id, CheckOption option) {
    List<IntegrityIssue> issues = new ArrayList<>();
    Finding found = run(check(id), ANY.options(option), issues);
    assertThat(found.count()).isEqualTo(issues.size());
    return Stream.concat(
            issues.stream().map(IntegrityIssue::name), Stream.of("of " + found.totalOrNull()))
        .toList();
  }

  /** What a check has to say besides issues. */
  List<Warning> warnings(String id) {
    return run(check(id), 0, new ArrayList<>()).warnings();
  }

  /** What a check finds, as names, comments and references by type and name. */
  List<String> found(String id) {
    return issues(id).stream().map(IntegrityBed::line).toList();
  }

  /** What a check finds, as severities, uids, names, comments and names of references. */
  List<String> lines(String id) {
    return issues(id).stream().map(IntegrityBed::fullLine).toList();
  }

  /** The names of all objects that have an issue. */
  List<String> names(String id) {
    return issues(id).stream().map(IntegrityIssue::name).toList();
  }

  /** Number of objects that could have an issue of this check; null if that is no number. */
  Long total(String id) {
    return run(check(id), 0, new ArrayList<>()).totalOrNull();
  }

  /** Writes what the fixture has no words for. */
  void execute(String... statements) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(Arrays.toString(statements), e);
    }
  }

  /** A check of an operator. */
  static CustomCheck own(String sql, @Nullable String totalSql) {
    return new CustomCheck(
        new IntegrityCheck(
            CheckName.of("my_own_check"),
            CheckSection.OTHER,
            Severity.SEVERE,
            null,
            new CheckTexts("Own", "Of this installation.", "Look.", "Here"),
            new CheckTraits(CheckSource.CUSTOM, false, false, null, Set.of())),
        sql,
        totalSql);
  }

  static String line(IntegrityIssue issue) {
    String comment = issue.comment().isEmpty() ? "" : " | " + issue.comment();
    String refs =
        issue.refs().stream()
            .map(ref -> ref.type() + " " + ref.name())
            .collect(Collectors.joining(", "));
    return issue.name() + comment + (refs.isEmpty() ? "" : " | " + refs);
  }

  private static String fullLine(IntegrityIssue issue) {
    String comment = issue.comment().isEmpty() ? "" : ": " + issue.comment();
    String refs =
        issue.refs().isEmpty()
            ? ""
            : issue.refs().stream()
                .map(ObjectReference::name)
                .collect(Collectors.joining(", ", " [", "]"));
    return issue.severity() + " " + issue.idOrNull() + " " + issue.name() + comment + refs;
  }

  /** What an issue refers to, as type and uid. */
  static List<String> refs(IntegrityIssue issue) {
    return issue.refs().stream().map(ref -> ref.type() + " " + ref.uidOrNull()).toList();
  }

  /** The uids of an issue and of the objects it refers to. */
  static List<String> uids(IntegrityIssue issue) {
    List<String> uids = new ArrayList<>(List.of(issue.id().orElse("none")));
    issue.refs().stream()
        .map(ObjectReference::uid)
        .map(uid -> uid.orElse("none"))
        .forEach(uids::add);
    return uids;
  }
}
