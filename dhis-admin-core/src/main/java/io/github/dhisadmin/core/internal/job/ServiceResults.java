package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.ErrorCode;
import io.github.dhisadmin.integrity.CheckStatus;
import io.github.dhisadmin.integrity.IntegrityResult;
import io.github.dhisadmin.maintenance.MaintenanceResult;
import io.github.dhisadmin.resourcetable.ResourceTableAction;
import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.run.RunState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ends of jobs that did what a service does: the service tells failure in its result, a job by
 * throwing, and whoever reads the job's history wants to know what failed and why.
 */
final class ServiceResults {
  private ServiceResults() {}

  static void end(ResourceTableResult result) {
    end(
        "resource tables",
        result.state(),
        result.tables().stream()
            .filter(table -> table.action() == ResourceTableAction.FAILED)
            .map(table -> reason(table.name(), table.error())));
  }

  static void end(AnalyticsTableResult result) {
    end(
        "analytics tables",
        result.state(),
        result.types().stream()
            .filter(type -> type.state() == RunState.FAILED)
            .map(type -> reason(type.type().name(), type.error())));
  }

  static void end(IntegrityResult result) {
    end(
        "integrity checks",
        result.state(),
        result.outcomes().stream()
            .filter(
                check ->
                    check.status() == CheckStatus.ERROR || check.status() == CheckStatus.TIMEOUT)
            .map(check -> reason(check.check().name().id(), check.error())));
  }

  /** One operation that fails hides no other; one that is cancelled is the last. */
  static void end(List<MaintenanceResult> results) {
    List<RunState> states = results.stream().map(MaintenanceResult::state).toList();
    RunState worst =
        Stream.of(RunState.CANCELLED, RunState.FAILED)
            .filter(states::contains)
            .findFirst()
            .orElse(RunState.SUCCEEDED);
    end(
        "maintenance operations",
        worst,
        results.stream()
            .filter(operation -> operation.state() == RunState.FAILED)
            .map(operation -> reason(operation.operation(), operation.error())));
  }

  private static String reason(String what, Optional<String> why) {
    return what + ": " + why.orElse("no reason was told");
  }

  private static void end(String what, RunState state, Stream<String> reasons) {
    if (state == RunState.CANCELLED) {
      throw new CancelledException("The run of " + what + " was cancelled.");
    }
    if (state == RunState.FAILED) {
      throw new ConflictException(
          ErrorCode.RUN_FAILED, "Some " + what + " failed. " + String.join("; ", reasons.toList()));
    }
  }
}
