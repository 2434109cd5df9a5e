package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.maintenance.Blocker;
import io.github.dhisadmin.maintenance.Confirmation;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.MaintenancePlan;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.MaintenanceResult;
import io.github.dhisadmin.maintenance.MaintenanceRunRecord;
import io.github.dhisadmin.maintenance.MaintenanceService;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.Warning;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Plans and executes nothing, and remembers what was asked. */
final class FakeMaintenance implements MaintenanceService {
  private static final Blocker BLOCKER =
      new Blocker("period", "17", "Monthly 2019-01-01", "REFERENCED", "referred to by budget.p", 1);

  private final RunState state;
  private final List<String> events;

  FakeMaintenance(RunState state, List<String> events) {
    this.state = state;
    this.events = events;
  }

  @Override
  public List<MaintenanceOperation<?>> operations() {
    return MaintenanceOperations.all();
  }

  @Override
  public MaintenanceOperation<?> operation(String name) {
    return operations().stream()
        .filter(operation -> operation.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new InvalidRequestException("There is no operation " + name));
  }

  @Override
  public MaintenancePlan plan(MaintenanceRequest<?> request, RunControl control) {
    events.add("plan " + words(request));
    return new MaintenancePlan(
        request.operation().name(),
        Map.of("periods", 3L),
        List.of(BLOCKER),
        List.of(new Warning("UNSEEN_DELETIONS", "datavalue", "not seen yet", 2)),
        Duration.ofSeconds(2),
        "token of " + request.operation().name());
  }

  @Override
  public MaintenanceResult execute(
      MaintenanceRequest<?> request, Confirmation confirmation, RunControl control) {
    events.add(
        "execute "
            + words(request)
            + " with "
            + confirmation.tokenOrNull()
            + (confirmation.maxRows() == Long.MAX_VALUE ? "" : " up to " + confirmation.maxRows()));
    return new MaintenanceResult(
        7,
        request.operation().name(),
        state,
        Map.of("periods", 3L),
        List.of(BLOCKER),
        List.of(),
        Duration.ofMillis(1_234),
        state == RunState.SUCCEEDED ? null : "disk full");
  }

  /** The parameters are told if they are not the usual ones. */
  private static String words(MaintenanceRequest<?> request) {
    String name = request.operation().name();
    return request.equals(request.operation().request()) ? name : name + " " + request.parameters();
  }

  @Override
  public List<MaintenanceRunRecord> lastRuns(int limit) {
    return List.of();
  }
}
