package io.github.dhisadmin.core.internal.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.core.internal.run.WorkerThreads;
import io.github.dhisadmin.error.AccessDeniedException;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.OutdatedPlanException;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.maintenance.CacheRegion;
import io.github.dhisadmin.maintenance.Confirmation;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.MaintenancePlan;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.MaintenanceResult;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.spi.MaintenanceHost;
import io.github.dhisadmin.spi.RunLocks;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for every operation: access, locks, confirmation, history and the host. */
class LockedMaintenanceTest {
  private static final MaintenanceRequest<?> PRUNE = MaintenanceOperations.PRUNE_PERIODS.request();

  private final FakeOperation operation = new FakeOperation();
  private final FakeMaintenanceStore store = FakeMaintenanceStore.with(operation);
  private final Set<String> locked = new HashSet<>();
  private final List<String> asked = new ArrayList<>();
  private @Nullable RuntimeException hostFailure;

  private LockedMaintenance maintenance(@Nullable MaintenanceHost host, AccessPolicy accessPolicy) {
    RunLocks locks =
        name -> locked.add(name) ? Optional.of(() -> locked.remove(name)) : Optional.empty();
    return new LockedMaintenance(
        store, locks, host, accessPolicy, Clock.systemUTC(), new WorkerThreads(), 1);
  }

  private LockedMaintenance maintenance() {
    return maintenance(host(), AccessPolicy.allowAll());
  }

  private MaintenanceHost host() {
    return new MaintenanceHost() {
      @Override
      public void clearCaches(Set<CacheRegion> regions) {
        asked.add("clear " + regions);
        if (hostFailure != null) {
          throw hostFailure;
        }
      }

      @Override
      public void reloadApps() {
        asked.add("reload apps");
      }
    };
  }

  @Test
  void plan_of_the_same_data_has_the_same_token_and_writes_no_history() {
    MaintenancePlan first = maintenance().plan(PRUNE);
    MaintenancePlan second = maintenance().plan(PRUNE);

    assertThat(first).isEqualTo(second);
    assertThat(first.counts()).containsEntry("periods", 5L);
    assertThat(store.written).isEmpty();
    assertThat(locked).isEmpty();
  }

  @Test
  void confirmed_plan_is_executed_remembered_and_told_to_the_host() {
    LockedMaintenance maintenance = maintenance();

    MaintenanceResult result = maintenance.execute(PRUNE, Confirmation.of(maintenance.plan(PRUNE)));

    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(result.runId()).isEqualTo(7);
    assertThat(result.counts()).containsEntry("periods", 5L);
    assertThat(asked).containsExactly("clear [PERIODS]");
    assertThat(store.written)
        .containsExactly(
            "begin prune-periods none", "planned 7 {periods=5}", "finish 7 SUCCEEDED null");
    assertThat(locked).isEmpty();
  }

  @Test
  void destructive_operation_needs_a_token() {
    assertThatThrownBy(() -> maintenance().execute(PRUNE, Confirmation.none()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("plan it first");
    assertThat(operation.executed).isFalse();
  }

  @Test
  void token_of_other_counts_or_other_objects_is_refused_and_the_refusal_remembered() {
    LockedMaintenance maintenance = maintenance();
    Confirmation confirmation = Confirmation.of(maintenance.plan(PRUNE));

    operation.periods = 6;
    assertThatThrownBy(() -> maintenance.execute(PRUNE, confirmation))
        .isInstanceOf(OutdatedPlanException.class)
        .hasMessageContaining("periods 6");
    operation.periods = 5;
    operation.subject = "others";
    assertThatThrownBy(() -> maintenance.execute(PRUNE, confirmation))
        .isInstanceOf(OutdatedPlanException.class);

    assertThat(operation.executed).isFalse();
    assertThat(store.written).filteredOn(line -> line.startsWith("finish 7 FAILED")).hasSize(2);
    assertThat(locked).isEmpty();
  }

  @Test
  void history_that_cannot_be_written_does_not_hide_why_an_execution_was_refused() {
    LockedMaintenance maintenance = maintenance();
    Confirmation confirmation = Confirmation.of(maintenance.plan(PRUNE));
    RuntimeException lost = new StoreException("connection lost", "08006", new SQLException());
    store.finishFailure = lost;
    operation.periods = 6;

    assertThatThrownBy(() -> maintenance.execute(PRUNE, confirmation))
        .isInstanceOf(OutdatedPlanException.class)
        .hasSuppressedException(lost);
  }

  @Test
  void more_rows_than_the_limit_are_refused() {
    LockedMaintenance maintenance = maintenance();
    Confirmation confirmation = Confirmation.of(maintenance.plan(PRUNE));

    assertThatThrownBy(() -> maintenance.execute(PRUNE, confirmation.upTo(4)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("limit of 4");
    assertThat(operation.executed).isFalse();
    assertThat(maintenance.execute(PRUNE, confirmation.upTo(5)).state())
        .isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void failure_half_way_is_a_result_with_its_counts() {
    LockedMaintenance maintenance = maintenance();
    operation.failure = new StoreException("disk full", "53100", new SQLException());

    MaintenanceResult result = maintenance.execute(PRUNE, Confirmation.of(maintenance.plan(PRUNE)));

    assertThat(result.state()).isEqualTo(RunState.FAILED);
    assertThat(result.error()).contains("disk full");
    assertThat(result.counts()).containsEntry("periods", 2L);
    assertThat(asked).as("what changed is told").containsExactly("clear [PERIODS]");
    assertThat(store.written).endsWith("finish 7 FAILED disk full");
  }

  @Test
  void cancellation_half_way_is_a_result_with_its_counts() {
    LockedMaintenance maintenance = maintenance();
    operation.failure = new CancelledException("stopped");

    MaintenanceResult result = maintenance.execute(PRUNE, Confirmation.of(maintenance.plan(PRUNE)));

    assertThat(result.state()).isEqualTo(RunState.CANCELLED);
    assertThat(store.written).endsWith("finish 7 CANCELLED stopped");
  }

  @Test
  void host_that_fails_fails_the_execution_and_not_its_counts() {
    LockedMaintenance maintenance = maintenance();
    hostFailure = new IllegalStateException("no node");

    MaintenanceResult result = maintenance.execute(PRUNE, Confirmation.of(maintenance.plan(PRUNE)));

    assertThat(result.state()).isEqualTo(RunState.FAILED);
    assertThat(result.error()).contains("no node");
    assertThat(result.counts()).containsEntry("periods", 5L);
  }

  @Test
  void without_a_host_the_operator_is_told_to_clear_caches() {
    LockedMaintenance maintenance = maintenance(null, AccessPolicy.allowAll());

    MaintenanceResult result = maintenance.execute(PRUNE, Confirmation.of(maintenance.plan(PRUNE)));

    assertThat(result.warnings()).extracting(Warning::code).containsExactly("CACHES_NOT_CLEARED");
  }

  @Test
  void nothing_is_told_to_the_host_when_nothing_changed() {
    operation.periods = 0;
    LockedMaintenance maintenance = maintenance();

    maintenance.execute(PRUNE, Confirmation.of(maintenance.plan(PRUNE)));

    assertThat(asked).isEmpty();
  }

  @Test
  void host_is_told_of_what_an_execution_changed_that_died() {
    operation.periods = 0;
    store.died = true;
    LockedMaintenance maintenance = maintenance();

    maintenance.execute(PRUNE, Confirmation.of(maintenance.plan(PRUNE)));

    assertThat(asked).containsExactly("clear [PERIODS]");
  }

  @Test
  void operation_that_runs_already_or_needs_a_lock_that_is_held_is_refused() {
    LockedMaintenance maintenance = maintenance();
    Confirmation confirmation = Confirmation.of(maintenance.plan(PRUNE));

    for (String held : List.of("maintenance prune-periods", "tables")) {
      locked.add(held);
      assertThatThrownBy(() -> maintenance.execute(PRUNE, confirmation))
          .isInstanceOf(ConflictException.class);
      assertThat(locked).containsExactly(held);
      locked.clear();
    }
    assertThat(store.written).isEmpty();
  }

  @Test
  void caller_needs_the_authority_of_the_operation() {
    LockedMaintenance maintenance = maintenance(host(), AccessPolicy.dhis2(Set::of));

    assertThatThrownBy(() -> maintenance.plan(PRUNE)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> maintenance.execute(PRUNE, Confirmation.none()))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> maintenance.lastRuns(1)).isInstanceOf(AccessDeniedException.class);
    assertThat(maintenance.operations()).isNotEmpty();
  }

  @Test
  void operations_have_a_name_and_the_name_of_dhis2_and_come_in_its_order() {
    LockedMaintenance maintenance = maintenance();

    assertThat(maintenance.operation("Prune-Periods")).isEqualTo(operation.definition());
    assertThat(maintenance.operation("periodPruning")).isEqualTo(operation.definition());
    assertThat(maintenance.operations())
        .extracting(MaintenanceOperation::name)
        .containsExactly("prune-periods", "clear-cache", "reload-apps");
    assertThatThrownBy(() -> maintenance.operation("prune-period"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Did you mean prune-periods");
  }

  @Test
  void caches_are_cleared_on_every_node_and_in_the_host() {
    long before = store.cacheEpoch();

    MaintenanceResult result =
        maintenance().execute(MaintenanceOperations.CLEAR_CACHE.request(), Confirmation.none());

    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(store.cacheEpoch()).isEqualTo(before + 1);
    assertThat(asked).containsExactly("clear [ALL]");
  }

  @Test
  void apps_are_reloaded_by_the_host_or_not_at_all() {
    maintenance().execute(MaintenanceOperations.RELOAD_APPS.request(), Confirmation.none());
    assertThat(asked).containsExactly("reload apps");

    MaintenanceResult without =
        maintenance(null, AccessPolicy.allowAll())
            .execute(MaintenanceOperations.RELOAD_APPS.request(), Confirmation.none());
    assertThat(without.blockers()).extracting("reason").containsExactly("NO_HOST");
  }

  @Test
  void history_is_asked_for_at_least_one_run() {
    assertThatThrownBy(() -> maintenance().lastRuns(0)).isInstanceOf(InvalidRequestException.class);
    maintenance().lastRuns(3);
    assertThat(store.written).containsExactly("last 3");
  }
}
