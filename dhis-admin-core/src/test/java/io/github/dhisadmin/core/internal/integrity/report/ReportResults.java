package io.github.dhisadmin.core.internal.integrity.report;

import io.github.dhisadmin.integrity.CheckName;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.CheckSource;
import io.github.dhisadmin.integrity.CheckStatus;
import io.github.dhisadmin.integrity.CheckTexts;
import io.github.dhisadmin.integrity.CheckTraits;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.IntegrityResult;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.Warning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Results to write reports about. */
final class ReportResults {
  private ReportResults() {}

  static IntegrityResult of(CheckOutcome... outcomes) {
    return new IntegrityResult(
        42,
        RunState.SUCCEEDED,
        Instant.parse("2026-03-01T02:00:00Z"),
        Duration.ofMillis(1_234),
        List.of(outcomes),
        List.of(new Warning("NO_COMPULSORY_GROUP_SETS", "units", "none is <compulsory>", 1)));
  }

  static CheckOutcome found(
      String id, Severity severity, long count, @Nullable Long total, IntegrityIssue... issues) {
    return new CheckOutcome(
        check(id, CheckSection.DATA_ELEMENTS, severity),
        count == 0 ? CheckStatus.PASSED : CheckStatus.ISSUES,
        count,
        total,
        List.of(issues),
        Duration.ofMillis(56),
        null);
  }

  static CheckOutcome ended(String id, CheckStatus status, String error) {
    return new CheckOutcome(
        check(id, CheckSection.ORGANISATION_UNITS, Severity.WARNING),
        status,
        0,
        null,
        List.of(),
        Duration.ofMillis(7),
        error);
  }

  static IntegrityIssue issue(Severity severity, String name, String comment) {
    return new IntegrityIssue(severity, "uid" + name.length(), name, comment, List.of());
  }

  private static IntegrityCheck check(String id, CheckSection section, Severity severity) {
    return new IntegrityCheck(
        CheckName.of(id),
        section,
        severity,
        Severity.WARNING,
        new CheckTexts("Title of " + id, "What is wrong.", "What to do.", "Maintenance app"),
        new CheckTraits(CheckSource.SEED, true, false, "dataElements", Set.of()));
  }
}
