package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.integrity.CheckDifference;
import io.github.dhisadmin.integrity.CheckName;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.CheckSource;
import io.github.dhisadmin.integrity.CheckStatus;
import io.github.dhisadmin.integrity.CheckTexts;
import io.github.dhisadmin.integrity.CheckTraits;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityHistory;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.IntegrityRequest;
import io.github.dhisadmin.integrity.IntegrityResult;
import io.github.dhisadmin.integrity.IntegrityRunRecord;
import io.github.dhisadmin.integrity.IntegrityService;
import io.github.dhisadmin.integrity.IssueListener;
import io.github.dhisadmin.integrity.ObjectReference;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.integrity.TrendPoint;
import io.github.dhisadmin.run.Progress;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.Warning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Integrity checks with fixed results: one passes, one finds two issues, one may fail. */
record FakeIntegrity(RunState state, List<IntegrityRequest> requests) implements IntegrityService {
  private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

  @Override
  public List<IntegrityCheck> checks() {
    return List.of(
        check("data_sets_unused", CheckSection.DATA_SETS, Severity.INFO, false),
        check("units_orphaned", CheckSection.ORGANISATION_UNITS, Severity.SEVERE, false),
        check("units_tangled", CheckSection.ORGANISATION_UNITS, Severity.CRITICAL, true),
        IntegrityCheck.broken("custom_a", List.of("a.yaml:1: 'title' is missing")));
  }

  @Override
  public List<IntegrityCheck> checks(CheckSelection selection) {
    return checks();
  }

  @Override
  public IntegrityResult summary(IntegrityRequest request, RunControl control) {
    return result(request, control, List.of());
  }

  @Override
  public IntegrityResult details(IntegrityRequest request, RunControl control) {
    return result(
        request,
        control,
        List.of(
            new IntegrityIssue(
                Severity.SEVERE,
                "unitUid0001",
                "Bo\u001b[2J",
                "no parent",
                List.of(new ObjectReference("organisationUnitGroups", "groupUid001", "Urban"))),
            new IntegrityIssue(Severity.WARNING, null, "Kenema", "", List.of())));
  }

  @Override
  public IntegrityResult details(
      IntegrityRequest request, IssueListener listener, RunControl control) {
    throw new UnsupportedOperationException("the command line keeps the issues");
  }

  @Override
  public IntegrityHistory history() {
    return new FakeHistory();
  }

  private IntegrityResult result(
      IntegrityRequest request, RunControl control, List<IntegrityIssue> issues) {
    if (request.selection().names().contains("unit_orphaned")) {
      throw new InvalidRequestException(
          "There is no check 'unit_orphaned'. Did you mean units_orphaned?");
    }
    requests.add(request);
    control
        .progress()
        .onProgress(
            new Progress("Checking", "units_orphaned", 1, 2, 50, Duration.ofSeconds(1), null));
    boolean failed = state == RunState.FAILED;
    List<IntegrityCheck> checks = checks();
    return new IntegrityResult(
        42,
        state,
        START,
        Duration.ofMillis(2_345),
        List.of(
            new CheckOutcome(
                checks.get(0), CheckStatus.PASSED, 0, 7L, List.of(), Duration.ofMillis(5), null),
            new CheckOutcome(
                checks.get(1), CheckStatus.ISSUES, 2, 60L, issues, Duration.ofMillis(45), null),
            new CheckOutcome(
                checks.get(2),
                failed ? CheckStatus.ERROR : CheckStatus.SKIPPED,
                0,
                null,
                List.of(),
                Duration.ZERO,
                failed ? "disk full" : "column path")),
        List.of(new Warning("NO_COMPULSORY_GROUP_SETS", "units", "none is compulsory", 1)));
  }

  private static IntegrityCheck check(
      String id, CheckSection section, Severity severity, boolean slow) {
    return new IntegrityCheck(
        CheckName.of(id, id + "_before"),
        section,
        severity,
        Severity.WARNING,
        new CheckTexts("Title of " + id, "What is wrong.", "What to do.", "Maintenance app"),
        new CheckTraits(
            CheckSource.SEED, !slow, slow, "organisationUnits", Set.of("upgrade-blockers")));
  }

  /** Remembers one former run. */
  private static final class FakeHistory implements IntegrityHistory {
    @Override
    public List<IntegrityRunRecord> runs(int limit) {
      return List.of();
    }

    @Override
    public List<TrendPoint> trend(String checkId, int limit) {
      return List.of(new TrendPoint(42, START, 2, 60L), new TrendPoint(41, START, 9, 60L));
    }

    @Override
    public List<CheckDifference> difference(long olderRunId, long newerRunId, int limit) {
      return List.of();
    }

    @Override
    public int keepNewest(int runs) {
      return 0;
    }
  }
}
