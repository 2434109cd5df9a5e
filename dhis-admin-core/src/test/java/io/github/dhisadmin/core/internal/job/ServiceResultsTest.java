package io.github.dhisadmin.core.internal.job;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.TypeOutcome;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.CheckStatus;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityResult;
import io.github.dhisadmin.maintenance.MaintenanceResult;
import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.resourcetable.ResourceTableAction;
import io.github.dhisadmin.resourcetable.ResourceTableOutcome;
import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServiceResultsTest {

  @Test
  void failed_checks_are_named_with_their_reasons() {
    IntegrityResult result =
        integrity(
            RunState.FAILED,
            check("fine", CheckStatus.ISSUES, null),
            check("slow", CheckStatus.TIMEOUT, "took longer than 60 s"),
            check("wrong", CheckStatus.ERROR, "column x does not exist"));

    assertThatThrownBy(() -> ServiceResults.end(result))
        .isInstanceOf(ConflictException.class)
        .hasMessage(
            "Some integrity checks failed. slow: took longer than 60 s; wrong: column x does not"
                + " exist");
  }

  @Test
  void failed_tables_are_named_with_their_reasons() {
    assertThatThrownBy(
            () ->
                ServiceResults.end(
                    new ResourceTableResult(
                        RunState.FAILED,
                        Duration.ZERO,
                        List.of(
                            table("_categorystructure", ResourceTableAction.BUILT, null),
                            table("_periodstructure", ResourceTableAction.FAILED, "disk full")),
                        List.of())))
        .hasMessage("Some resource tables failed. _periodstructure: disk full");
    assertThatThrownBy(
            () ->
                ServiceResults.end(
                    new AnalyticsTableResult(
                        RunState.FAILED,
                        Duration.ZERO,
                        List.of(
                            type(AnalyticsTableType.DATA_VALUE, RunState.SUCCEEDED, null),
                            type(AnalyticsTableType.COMPLETENESS, RunState.FAILED, "disk full")),
                        List.of())))
        .hasMessage("Some analytics tables failed. COMPLETENESS: disk full");
  }

  @Test
  void failed_operations_are_named_with_their_reasons() {
    assertThatThrownBy(
            () ->
                ServiceResults.end(
                    List.of(
                        operation("prune-periods", RunState.FAILED, "a lock was not given"),
                        operation("create-sql-views", RunState.SUCCEEDED, null))))
        .hasMessage("Some maintenance operations failed. prune-periods: a lock was not given");
  }

  @Test
  void cancelled_work_ends_the_job_as_cancelled_and_done_work_as_done() {
    assertThatThrownBy(() -> ServiceResults.end(integrity(RunState.CANCELLED)))
        .isInstanceOf(CancelledException.class);
    assertThatThrownBy(
            () ->
                ServiceResults.end(
                    List.of(
                        operation("prune-periods", RunState.FAILED, "a lock was not given"),
                        operation("create-sql-views", RunState.CANCELLED, null))))
        .isInstanceOf(CancelledException.class);
    assertThatCode(
            () ->
                ServiceResults.end(
                    integrity(RunState.SUCCEEDED, check("fine", CheckStatus.PASSED, null))))
        .doesNotThrowAnyException();
  }

  private static IntegrityResult integrity(RunState state, CheckOutcome... outcomes) {
    return new IntegrityResult(
        1, state, Instant.EPOCH, Duration.ZERO, List.of(outcomes), List.of());
  }

  private static CheckOutcome check(String id, CheckStatus status, @Nullable String error) {
    return new CheckOutcome(
        IntegrityCheck.broken(id, List.of()), status, 0, null, List.of(), Duration.ZERO, error);
  }

  private static ResourceTableOutcome table(
      String name, ResourceTableAction action, @Nullable String error) {
    return new ResourceTableOutcome(
        ResourceTable.PERIOD_STRUCTURE, name, 0, Duration.ZERO, action, error);
  }

  private static TypeOutcome type(AnalyticsTableType type, RunState state, @Nullable String error) {
    return new TypeOutcome(type, state, error, List.of());
  }

  private static MaintenanceResult operation(String name, RunState state, @Nullable String error) {
    return new MaintenanceResult(
        1, name, state, Map.of(), List.of(), List.of(), Duration.ZERO, error);
  }
}
