package io.github.dhisadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.analytics.AnalyticsEstimate;
import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.core.internal.integrity.FakeCheck;
import io.github.dhisadmin.error.AccessDeniedException;
import io.github.dhisadmin.error.ConfigurationException;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.NotEnoughDiskException;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.CheckStatus;
import io.github.dhisadmin.integrity.CustomCheck;
import io.github.dhisadmin.integrity.CustomCheckSource;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityResult;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobErrorFilter;
import io.github.dhisadmin.job.JobService;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.TestJobParameters;
import io.github.dhisadmin.resourcetable.ResourceTableUpdate;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.spi.RunLocks;
import io.github.dhisadmin.spi.RunLocks.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DhisAdminTest {

  @Test
  void persistence_is_required() {
    assertThatThrownBy(() -> DhisAdmin.builder().build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("persistence");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65})
  void parallelism_that_cannot_work_is_refused(int sessions) {
    DhisAdminBuilder builder = DhisAdmin.builder();

    assertThatThrownBy(() -> builder.parallelism(sessions))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(String.valueOf(sessions));
  }

  @Test
  void synchronisation_has_to_be_added_before_it_is_used() {
    try (DhisAdmin admin = DhisAdmin.builder().persistence(FakePersistence.succeeding()).build()) {
      assertThatThrownBy(admin::sync)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("sync is required");
    }
  }

  @Test
  void two_sessions_work_unless_the_host_says_otherwise() {
    assertThat(DhisAdminConfig.DEFAULTS.parallelism()).isEqualTo(2);
  }

  @Test
  void building_looks_at_the_database_and_nothing_else() {
    FakePersistence persistence = FakePersistence.succeeding();

    try (DhisAdmin admin = DhisAdmin.builder().persistence(persistence).build()) {
      assertThat(admin.schema().schemaName()).isEqualTo("public");
      assertThat(persistence.calls).containsExactly("prepare");
    }
  }

  @Test
  void update_builds_resource_tables_first_and_remembers_one_run() {
    FakePersistence persistence = FakePersistence.succeeding();

    AnalyticsTableResult result = update(persistence, AnalyticsTableUpdate.full());

    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(persistence.calls)
        .containsExactly(
            "prepare",
            "begin ANALYTICS_TABLES",
            "estimate for 3",
            "resource tables",
            "analytics tables on 3",
            "finish 7 SUCCEEDED");
    assertThat(persistence.isLocked()).isFalse();
  }

  @Test
  void update_that_the_disk_cannot_hold_is_refused_before_anything_is_built() {
    FakePersistence persistence = FakePersistence.succeeding();
    persistence.estimate(new AnalyticsEstimate(List.of(), 0, 1_000, 100, 0, 999L, null));

    assertThatThrownBy(() -> update(persistence, AnalyticsTableUpdate.full()))
        .isInstanceOf(NotEnoughDiskException.class);

    assertThat(persistence.calls)
        .containsExactly("prepare", "begin ANALYTICS_TABLES", "estimate for 3", "finish 7 FAILED");
    assertThat(persistence.isLocked()).isFalse();
  }

  @Test
  void estimate_builds_nothing_and_needs_no_lock() {
    FakePersistence persistence = FakePersistence.succeeding();
    AnalyticsEstimate expected = new AnalyticsEstimate(List.of(), 0, 1_000, 100, 0, 999L, null);
    persistence.estimate(expected);
    try (RunLock held = persistence.tryAcquire(RunLocks.TABLES).orElseThrow();
        DhisAdmin admin = DhisAdmin.builder().persistence(persistence).parallelism(3).build()) {
      assertThat(admin.analytics().estimate(AnalyticsTableUpdate.full().parallelism(5)))
          .isEqualTo(expected);
      assertThat(held).isNotNull();
    }
    assertThat(persistence.calls).containsExactly("prepare", "estimate for 5");
  }

  @Test
  void update_may_skip_resource_tables_and_choose_its_sessions() {
    FakePersistence persistence = FakePersistence.succeeding();

    update(persistence, AnalyticsTableUpdate.full().skipResourceTables().parallelism(5));

    assertThat(persistence.calls)
        .contains("analytics tables on 5")
        .doesNotContain("resource tables");
  }

  @Test
  void latest_values_need_new_periods_and_no_other_resource_table() {
    FakePersistence persistence = FakePersistence.succeeding();

    update(persistence, AnalyticsTableUpdate.latest());

    assertThat(persistence.calls)
        .containsSubsequence("resource tables [PERIOD_STRUCTURE]", "analytics tables on 3");
  }

  @Test
  void failed_resource_table_fails_the_run_and_is_told() {
    FakePersistence persistence = FakePersistence.resourceTables(RunState.FAILED);

    AnalyticsTableResult result = update(persistence, AnalyticsTableUpdate.full());

    assertThat(result.state()).isEqualTo(RunState.FAILED);
    assertThat(result.warnings())
        .containsExactly(
            new Warning("RESOURCE_TABLE_FAILED", "analytics_rs_dataset", "no room", 1));
    assertThat(persistence.calls).contains("analytics tables on 3", "finish 7 FAILED");
    assertThat(persistence.endings.get(0).error()).hasValue("no room");
  }

  @Test
  void run_that_is_cancelled_among_resource_tables_builds_no_analytics_tables() {
    FakePersistence persistence = FakePersistence.resourceTables(RunState.CANCELLED);

    AnalyticsTableResult result = update(persistence, AnalyticsTableUpdate.full());

    assertThat(result.state()).isEqualTo(RunState.CANCELLED);
    assertThat(persistence.calls)
        .doesNotContain("analytics tables on 3")
        .contains("finish 7 CANCELLED");
  }

  @Test
  void second_run_is_refused_while_one_is_under_way() {
    List<Throwable> refusals = new ArrayList<>();
    List<DhisAdmin> admins = new ArrayList<>();
    FakePersistence persistence =
        FakePersistence.analytics(
            context -> {
              refusals.add(thrownBy(() -> admins.get(0).analytics().update(full())));
              refusals.add(
                  thrownBy(() -> admins.get(0).resourceTables().update(ResourceTableUpdate.all())));
              return RunState.SUCCEEDED;
            });
    try (DhisAdmin admin = DhisAdmin.builder().persistence(persistence).build()) {
      admins.add(admin);

      assertThat(admin.analytics().update(full()).state()).isEqualTo(RunState.SUCCEEDED);

      assertThat(refusals).hasSize(2).allMatch(ConflictException.class::isInstance);
      assertThat(admin.resourceTables().update(ResourceTableUpdate.all()).state())
          .isEqualTo(RunState.SUCCEEDED);
    }
  }

  private static Throwable thrownBy(Runnable call) {
    try {
      call.run();
    } catch (ConflictException e) {
      return e;
    }
    throw new AssertionError("nothing was thrown");
  }

  @Test
  void run_that_throws_gives_its_lock_back_and_is_remembered_as_failed() {
    FakePersistence persistence =
        FakePersistence.analytics(
            context -> {
              throw new IllegalStateException("broken engine");
            });
    try (DhisAdmin admin = DhisAdmin.builder().persistence(persistence).build()) {
      assertThatThrownBy(() -> admin.analytics().update(full()))
          .isInstanceOf(IllegalStateException.class);

      assertThat(persistence.isLocked()).isFalse();
      assertThat(persistence.calls).contains("finish 7 FAILED");
    }
  }

  @Test
  void reason_why_a_run_could_not_go_on_is_remembered() {
    FakePersistence persistence =
        FakePersistence.analytics(
            context -> {
              throw new ConflictException("no such calendar");
            });
    try (DhisAdmin admin = DhisAdmin.builder().persistence(persistence).build()) {
      assertThatThrownBy(() -> admin.analytics().update(full()))
          .isInstanceOf(ConflictException.class);

      assertThat(persistence.endings.get(0).error()).hasValue("no such calendar");
    }
  }

  @Test
  void workers_are_daemons_that_end_with_their_run() {
    List<ExecutorService> pools = new ArrayList<>();
    List<String> threads = new ArrayList<>();
    FakePersistence persistence =
        FakePersistence.analytics(
            context -> {
              pools.add(context.workers());
              threads.add(nameOfWorker(context.workers()));
              return RunState.SUCCEEDED;
            });

    update(persistence, full());

    assertThat(threads).containsExactly("dhis-admin-1 daemon");
    assertThat(pools).hasSize(1).allMatch(ExecutorService::isShutdown);
  }

  private static String nameOfWorker(ExecutorService workers) {
    try {
      return workers
          .submit(
              () -> {
                Thread worker = Thread.currentThread();
                return worker.getName() + (worker.isDaemon() ? " daemon" : "");
              })
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void closed_library_refuses_runs_and_may_be_closed_again() {
    FakePersistence persistence = FakePersistence.succeeding();
    DhisAdmin admin = DhisAdmin.builder().persistence(persistence).build();
    admin.close();
    admin.close();

    assertThatThrownBy(() -> admin.analytics().update(full()))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("closed");
    assertThat(persistence.isLocked()).isFalse();
  }

  @Test
  void caller_without_the_authority_is_refused_before_anything_happens() {
    FakePersistence persistence = FakePersistence.succeeding();
    try (DhisAdmin admin =
        DhisAdmin.builder()
            .persistence(persistence)
            .accessPolicy(AccessPolicy.dhis2(() -> Set.of("F_OTHER")))
            .build()) {

      assertThatThrownBy(() -> admin.analytics().update(full()))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining("F_PERFORM_MAINTENANCE");
      assertThatThrownBy(() -> admin.resourceTables().update(ResourceTableUpdate.all()))
          .isInstanceOf(AccessDeniedException.class);
      assertThat(persistence.calls).containsExactly("prepare");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Authority.class,
      names = {"ALL", "PERFORM_MAINTENANCE"})
  void caller_with_the_authority_or_all_authorities_may_run(Authority held) {
    FakePersistence persistence = FakePersistence.succeeding();
    try (DhisAdmin admin =
        DhisAdmin.builder()
            .persistence(persistence)
            .accessPolicy(AccessPolicy.dhis2(() -> Set.of(held.dhis2Name())))
            .build()) {

      assertThat(admin.analytics().update(full()).state()).isEqualTo(RunState.SUCCEEDED);
    }
  }

  @Test
  void jobs_are_handled_by_whoever_has_the_authority() {
    try (DhisAdmin admin =
        DhisAdmin.builder()
            .persistence(FakePersistence.succeeding())
            .accessPolicy(AccessPolicy.dhis2(() -> Set.of("F_OTHER")))
            .build()) {
      JobService jobs = admin.jobs();
      JobDefinition<?> job = JobDefinition.of(JobTypes.TEST, "job", TestJobParameters.nothing());
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> jobs.create(job),
              () -> jobs.delete("job"),
              () -> jobs.enable("job"),
              () -> jobs.disable("job"),
              () -> jobs.runNow("job"),
              () -> jobs.runNow("queue", "job"),
              () -> jobs.cancel("job"))) {
        assertThatThrownBy(call)
            .isInstanceOf(AccessDeniedException.class)
            .hasMessageContaining("F_SCHEDULING_ADMIN");
      }
      assertThatThrownBy(() -> jobs.abandon("job"))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining("F_PERFORM_MAINTENANCE");
      assertThatThrownBy(() -> jobs.errors(JobErrorFilter.last(1)))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining("F_JOB_LOG_READ");
    }
  }

  @Test
  void last_runs_need_a_limit() {
    FakePersistence persistence = FakePersistence.succeeding();
    try (DhisAdmin admin = DhisAdmin.builder().persistence(persistence).build()) {
      assertThat(admin.analytics().lastRuns(3)).isEmpty();
      assertThat(persistence.calls).contains("last 3 of ANALYTICS_TABLES");
      assertThatThrownBy(() -> admin.analytics().lastRuns(0))
          .isInstanceOf(InvalidRequestException.class);
    }
  }

  @Test
  void integrity_checks_are_queries_expression_checks_and_those_of_the_operator() {
    FakePersistence persistence = FakePersistence.succeeding();
    try (DhisAdmin admin =
        DhisAdmin.builder().persistence(persistence).customChecks(custom()).build()) {

      assertThat(admin.integrity().checks())
          .extracting(IntegrityCheck::id)
          .contains(
              "data_elements_without_groups",
              "indicators_with_invalid_numerator",
              "units_without_phone");
      assertThat(admin.integrity().summary(CheckSelection.byDefault()).state())
          .isEqualTo(RunState.SUCCEEDED);
    }
  }

  @Test
  void broken_custom_check_is_an_outcome_with_its_problems(@TempDir Path directory)
      throws IOException {
    Files.writeString(directory.resolve("a.yaml"), "id: a check");
    try (DhisAdmin admin =
        DhisAdmin.builder()
            .persistence(FakePersistence.succeeding())
            .customChecks(CustomChecks.in(directory))
            .build()) {

      IntegrityResult result = admin.integrity().summary(CheckSelection.of("custom"));

      CheckOutcome outcome = result.outcomes().get(0);
      assertThat(outcome.status()).isEqualTo(CheckStatus.ERROR);
      assertThat(outcome.error().orElseThrow())
          .contains("a.yaml:1: 'a check' is no id", "a.yaml:1: 'title' is missing");
      assertThat(result.state()).isEqualTo(RunState.FAILED);
    }
  }

  private static CustomCheckSource custom() {
    return () ->
        new CustomCheckSource.Loaded(
            List.of(
                new CustomCheck(
                    FakeCheck.of("units_without_phone").definition(), "select 1, 2", null)),
            List.of());
  }

  private static AnalyticsTableResult update(
      FakePersistence persistence, AnalyticsTableUpdate update) {
    try (DhisAdmin admin = DhisAdmin.builder().persistence(persistence).parallelism(3).build()) {
      return admin.analytics().update(update);
    }
  }

  private static AnalyticsTableUpdate full() {
    return AnalyticsTableUpdate.full();
  }
}
