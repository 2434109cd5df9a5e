package io.github.dhisadmin.core.internal.integrity;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.CheckStatus;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityRequest;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.spi.CheckRun;
import io.github.dhisadmin.spi.IntegrityRunLog;
import io.github.dhisadmin.spi.StoredCheck;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the checks of one run, each on its own: whatever happens to one becomes its outcome. Thread
 * safe.
 */
final class CheckRunner {
  private static final Logger log = LoggerFactory.getLogger(CheckRunner.class);

  /** What PostgreSQL answers to a statement that took longer than it may. */
  private static final String QUERY_CANCELED = "57014";

  private final IntegrityRequest request;
  private final Delivery delivery;
  private final IntegrityRunLog runLog;
  private final long runId;
  private final Cancellation cancellation;
  private final CheckProgress progress;
  private final Clock clock;
  private final CheckRun run;
  private final Queue<Warning> warnings = new ConcurrentLinkedQueue<>();

  CheckRunner(
      IntegrityRequest request,
      Delivery delivery,
      IntegrityRunLog runLog,
      long runId,
      Cancellation cancellation,
      CheckProgress progress,
      Clock clock) {
    this.request = request;
    this.delivery = delivery;
    this.runLog = runLog;
    this.runId = runId;
    this.cancellation = cancellation;
    this.progress = progress;
    this.clock = clock;
    this.run = new CheckRun(request, cancellation);
  }

  /** Runs a check, unless the run was cancelled, and remembers how it ended. */
  CheckOutcome run(StoredCheck check) {
    CheckOutcome outcome = cancellation.isCancelled() ? notRun(check) : outcomeOf(check);
    runLog.finished(runId, outcome);
    progress.finished(check.definition().id());
    return outcome;
  }

  /** The outcome of a check that the run did not come to. */
  static CheckOutcome notRun(StoredCheck check) {
    return ended(
        check.definition(), CheckStatus.CANCELLED, Duration.ZERO, "The run was stopped before.");
  }

  /** What the checks had to say of the run as a whole, each thing once, in a stable order. */
  List<Warning> warnings() {
    return warnings.stream()
        .distinct()
        .sorted(Comparator.comparing(Warning::code).thenComparing(Warning::detail))
        .toList();
  }

  private CheckOutcome outcomeOf(StoredCheck check) {
    IntegrityCheck definition = check.definition();
    Instant start = clock.instant();
    try {
      Optional<String> missing = check.missing();
      if (missing.isPresent()) {
        return ended(definition, CheckStatus.SKIPPED, since(start), missing.orElseThrow());
      }
      FoundIssues issues = issuesOf(definition);
      StoredCheck.Finding finding = check.run(run, issues);
      issues.end();
      warnings.addAll(finding.warnings());
      return new CheckOutcome(
          definition,
          finding.count() == 0 ? CheckStatus.PASSED : CheckStatus.ISSUES,
          finding.count(),
          finding.totalOrNull(),
          issues.kept(),
          since(start),
          null);
    } catch (CancelledException e) {
      return ended(definition, CheckStatus.CANCELLED, since(start), String.valueOf(e.getMessage()));
    } catch (StoreException e) {
      return failed(definition, since(start), e);
    } catch (DhisAdminException e) {
      return ended(definition, CheckStatus.ERROR, since(start), String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      log.warn("check failed unexpectedly check={} run={}", definition.id(), runId, e);
      return ended(definition, CheckStatus.ERROR, since(start), e.toString());
    }
  }

  private FoundIssues issuesOf(IntegrityCheck check) {
    return request.issuesStored()
        ? FoundIssues.stored(check, delivery, issues -> runLog.store(runId, check, issues))
        : FoundIssues.notStored(check, delivery);
  }

  private CheckOutcome failed(IntegrityCheck check, Duration duration, StoreException failure) {
    String message = String.valueOf(failure.getMessage());
    if (!failure.sqlState().equals(Optional.of(QUERY_CANCELED))) {
      return ended(check, CheckStatus.ERROR, duration, message);
    }
    if (cancellation.isCancelled()) {
      return ended(check, CheckStatus.CANCELLED, duration, message);
    }
    return ended(
        check,
        CheckStatus.TIMEOUT,
        duration,
        "A statement took longer than the " + request.timeout().toMillis() + " ms it may take.");
  }

  private static CheckOutcome ended(
      IntegrityCheck check, CheckStatus status, Duration duration, String reason) {
    return new CheckOutcome(check, status, 0, null, List.of(), duration, reason);
  }

  private Duration since(Instant start) {
    return Duration.between(start, clock.instant());
  }
}
