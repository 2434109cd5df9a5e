package io.github.dhisadmin.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.ObjectReference;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.StoredCheck;
import io.github.dhisadmin.spi.StoredCheck.Finding;
import io.github.dhisadmin.spi.StoredCheck.Limits;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Runs single checks in a test database; whoever reads issues also compares their count. */
final class CheckBed {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final DataSource dataSource;
  private final List<StoredCheck> checks;

  CheckBed(Dhis2Database database) {
    this.dataSource = database.dataSource();
    this.checks = JooqPersistence.of(dataSource).integrity().checks();
  }

  DataSource dataSource() {
    return dataSource;
  }

  /** Writes what the fixture has no words for. */
  void execute(String... statements) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(Arrays.toString(statements), e);
    }
  }

  /** All issues, which must be as many as a summary counts. */
  List<IntegrityIssue> issues(String check) {
    List<IntegrityIssue> issues = new ArrayList<>();
    Finding details = run(check, Long.MAX_VALUE, issues);
    Finding summary = run(check, 0, new ArrayList<>());
    assertThat(summary).as("summary of %s", check).isEqualTo(details);
    assertThat(summary.count()).as("count of %s", check).isEqualTo(issues.size());
    return issues;
  }

  /** All issues as {@link #line} writes them. */
  List<String> lines(String check) {
    return issues(check).stream().map(CheckBed::line).toList();
  }

  /** The names of all objects that have an issue. */
  List<String> names(String check) {
    return issues(check).stream().map(IntegrityIssue::name).toList();
  }

  /** So many issues at most; all of them must be counted. */
  List<IntegrityIssue> firstIssues(String check, int limit) {
    List<IntegrityIssue> issues = new ArrayList<>();
    Finding limited = run(check, limit, issues);
    assertThat(limited.count())
        .as("count of %s", check)
        .isEqualTo(run(check, 0, new ArrayList<>()).count());
    return issues;
  }

  /** How many objects could have an issue; null if that is no number. */
  Long total(String check) {
    return run(check, 0, new ArrayList<>()).totalOrNull();
  }

  StoredCheck check(String id) {
    return checks.stream()
        .filter(each -> each.definition().id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no check " + id));
  }

  List<StoredCheck> checks() {
    return checks;
  }

  /** An issue as severity, uid, name, comment and the names it refers to. */
  static String line(IntegrityIssue issue) {
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

  private Finding run(String check, long limit, List<IntegrityIssue> issues) {
    return check(check).run(new Limits(TIMEOUT, limit), new Cancellation(), issues::add);
  }
}
