package io.github.dhisadmin.core.internal.job.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.error.AccessDeniedException;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.NotFoundException;
import io.github.dhisadmin.job.cron.CronExpression;
import io.github.dhisadmin.job.host.HostJobRules;
import io.github.dhisadmin.job.host.HostJobVerdict;
import io.github.dhisadmin.schema.SchemaFamily;
import io.github.dhisadmin.spi.HostJobStore;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostJobChangesTest {
  private static final HostJobRules RULES = HostJobRules.of(ZoneId.of("Africa/Kigali"));
  private static final Instant NOON_IN_KIGALI = Instant.parse("2026-11-22T10:00:00Z");
  private static final CronExpression AT_FOUR = CronExpression.of("0 0 4 * * *");

  private static final HostJobStore.Row NIGHTLY =
      row("nightly0001", "ANALYTICS_TABLE", "0 0 3 * * ?", null);
  private static final HostJobStore.Row WEEKLY =
      row("weekly00001", "ANALYTICS_TABLE", "0 0 5 ? * SUN", null);
  private static final HostJobStore.Row MANUAL = row("manual00001", "PREDICTOR", null, null);
  private static final HostJobStore.Row LED = row("led00000001", "PREDICTOR", null, 1);
  private static final HostJobStore.Row SYSTEM =
      row("system00001", "DATA_STATISTICS", "0 0 2 ? * *", null);
  private static final HostJobStore.Row FOREIGN =
      row("foreign0001", "BREW_COFFEE", "0 0 2 ? * *", null);

  private final FakeHostJobs store =
      new FakeHostJobs(
          () ->
              new HostJobStore.Snapshot(
                  NOON_IN_KIGALI, true, List.of(NIGHTLY, WEEKLY, MANUAL, LED, SYSTEM, FOREIGN)));
  private final DiagnosedHostJobs jobs = jobs(AccessPolicy.allowAll());

  private DiagnosedHostJobs jobs(AccessPolicy policy) {
    return new DiagnosedHostJobs(
        store,
        SchemaFamily.V2_42,
        policy,
        new HostJobImports(
            List::of,
            (type, name, parameters) -> {
              throw new AssertionError(type);
            }));
  }

  @Test
  void jobs_of_users_are_switched_and_rescheduled() {
    assertThat(jobs.enable("nightly0001", RULES).verdict()).isEqualTo(HostJobVerdict.WAITING);
    jobs.disable("nightly0001", RULES);
    jobs.reschedule("nightly0001", AT_FOUR, RULES);

    assertThat(store.changes())
        .containsExactly(
            "enable nightly0001", "disable nightly0001", "cron nightly0001 0 0 4 * * *");
  }

  @ParameterizedTest
  @ValueSource(strings = {"system00001", "foreign0001"})
  void jobs_of_the_server_and_of_unknown_types_are_left_alone(String uid) {
    assertThatThrownBy(() -> jobs.enable(uid, RULES)).isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> jobs.disable(uid, RULES)).isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> jobs.reschedule(uid, AT_FOUR, RULES))
        .isInstanceOf(InvalidRequestException.class);
    assertThat(store.changes()).isEmpty();
  }

  @Test
  void job_that_nothing_would_run_is_not_enabled() {
    assertThatThrownBy(() -> jobs.enable("manual00001", RULES))
        .hasMessageContaining("neither a cron expression nor a delay");
    jobs.enable("led00000001", RULES);

    assertThat(store.changes()).containsExactly("enable led00000001");
  }

  @Test
  void times_are_refused_that_another_job_of_the_type_has_or_a_queue_would_overlook() {
    assertThatThrownBy(
            () -> jobs.reschedule("nightly0001", CronExpression.of("0 0 5 * * 0"), RULES))
        .hasMessageContaining("E7000");
    assertThatThrownBy(() -> jobs.reschedule("led00000001", AT_FOUR, RULES))
        .hasMessageContaining("queue");
    assertThat(store.changes()).isEmpty();
  }

  @Test
  void runs_are_started_and_stopped_also_of_the_servers_own_jobs() {
    jobs.runNow("system00001", RULES);
    jobs.cancel("nightly0001", RULES);
    jobs.revert("weekly00001", RULES);

    assertThat(store.changes())
        .containsExactly(
            "run system00001",
            "cancel nightly0001",
            "revert weekly00001 silent since 2026-11-22T11:59 at 2026-11-22T12:00");
  }

  @Test
  void runs_of_unknown_types_are_left_alone() {
    assertThatThrownBy(() -> jobs.runNow("foreign0001", RULES))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> jobs.cancel("foreign0001", RULES))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> jobs.revert("foreign0001", RULES))
        .isInstanceOf(InvalidRequestException.class);
    assertThat(store.changes()).isEmpty();
  }

  @Test
  void dead_run_is_given_up_by_whoever_may_do_maintenance() {
    DiagnosedHostJobs maintainers = jobs(AccessPolicy.dhis2(() -> Set.of("F_PERFORM_MAINTENANCE")));
    DiagnosedHostJobs schedulers = jobs(AccessPolicy.dhis2(() -> Set.of("F_SCHEDULING_ADMIN")));

    maintainers.revert("nightly0001", RULES);
    schedulers.runNow("nightly0001", RULES);
    schedulers.cancel("nightly0001", RULES);

    assertThatThrownBy(() -> schedulers.revert("nightly0001", RULES))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> maintainers.runNow("nightly0001", RULES))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> maintainers.cancel("nightly0001", RULES))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void what_the_row_does_not_allow_any_more_is_a_conflict() {
    store.refuse();

    assertThatThrownBy(() -> jobs.enable("nightly0001", RULES))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("is on already");
    assertThatThrownBy(() -> jobs.disable("nightly0001", RULES))
        .hasMessageContaining("is off already");
    assertThatThrownBy(() -> jobs.reschedule("nightly0001", AT_FOUR, RULES))
        .hasMessageContaining("runs");
    assertThatThrownBy(() -> jobs.runNow("nightly0001", RULES))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("runs already");
    assertThatThrownBy(() -> jobs.cancel("nightly0001", RULES))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("neither runs");
    assertThatThrownBy(() -> jobs.revert("nightly0001", RULES))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("does not run");
  }

  @Test
  void nobody_changes_what_is_not_there_or_without_the_authority() {
    assertThatThrownBy(() -> jobs.enable("nobody", RULES)).isInstanceOf(NotFoundException.class);
    DiagnosedHostJobs guarded = jobs(AccessPolicy.dhis2(() -> Set.of("F_PERFORM_MAINTENANCE")));
    assertThatThrownBy(() -> guarded.disable("nightly0001", RULES))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(store.changes()).isEmpty();
  }

  private static HostJobStore.Row row(
      String uid, String type, @Nullable String cron, @Nullable Integer place) {
    return new HostJobStore.Row(
        uid,
        uid,
        type,
        new HostJobStore.Trigger("CRON", cron, null, place == null ? null : "night", place),
        new HostJobStore.State(
            true,
            "SCHEDULED",
            "COMPLETED",
            false,
            LocalDateTime.parse("2026-11-22T05:00:00"),
            null),
        null);
  }
}
