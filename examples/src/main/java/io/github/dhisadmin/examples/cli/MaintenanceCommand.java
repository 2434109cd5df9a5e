package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.maintenance.Confirmation;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.MaintenancePlan;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.MaintenanceService;
import io.github.dhisadmin.maintenance.PurgeDeletedDataValues;
import io.github.dhisadmin.maintenance.UnseenDeletions;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plans maintenance operations, or carries them out in the order in which they are named. */
@Command(
    name = "maintenance",
    description = {"Cleans up and repairs the database. 'maintenance list' names the operations."})
final class MaintenanceCommand implements Callable<Integer> {
  private static final String LIST = "list";

  private final CommandContext context;

  @Parameters(
      paramLabel = "OPERATION",
      arity = "1..*",
      description = "Operations, such as prune-periods; or: list.")
  private List<String> names = new ArrayList<>();

  @Mixin private Consent consent = new Consent();

  @Option(
      names = "--limit",
      paramLabel = "ROWS",
      description = "Refuse an operation that would change more rows than this.")
  private long limit = Long.MAX_VALUE;

  @Option(
      names = "--purge-unseen",
      description = {
        "With purge-deleted-data-values: also those whose deletion",
        "synchronisation or incremental analytics have not seen."
      })
  private boolean purgeUnseen;

  MaintenanceCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (names.equals(List.of(LIST))) {
      try (AdminSession session = context.openSession()) {
        context.output().write(MaintenanceListReport.of(session.maintenance().operations()));
      }
      return ExitStatus.DONE;
    }
    boolean confirmed = consent.given();
    List<MaintenanceReport.OperationReport> reports = new ArrayList<>();
    boolean done = true;
    try (AdminSession session = context.openSession();
        ProgressPrinter progress = context.progress()) {
      MaintenanceService maintenance = session.maintenance();
      List<MaintenanceOperation<?>> operations = new ArrayList<>();
      names.forEach(name -> operations.add(maintenance.operation(name)));
      RunControl control = new RunControl(progress, context.cancellation());
      for (MaintenanceOperation<?> operation : operations) {
        MaintenanceReport.OperationReport report =
            confirmed
                ? execute(maintenance, request(operation), control)
                : preview(maintenance, request(operation), control);
        reports.add(report);
        done = report.state() == RunState.SUCCEEDED;
        if (!done) {
          break;
        }
      }
    }
    context.output().write(new MaintenanceReport(reports));
    return done ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  private MaintenanceRequest<?> request(MaintenanceOperation<?> operation) {
    return purgeUnseen && operation.equals(MaintenanceOperations.PURGE_DELETED_DATA_VALUES)
        ? MaintenanceOperations.PURGE_DELETED_DATA_VALUES.with(
            new PurgeDeletedDataValues(Duration.ZERO, UnseenDeletions.PURGE))
        : operation.request();
  }

  private static MaintenanceReport.OperationReport preview(
      MaintenanceService maintenance, MaintenanceRequest<?> request, RunControl control) {
    long start = System.nanoTime();
    MaintenancePlan plan = maintenance.plan(request, control);
    return MaintenanceReport.OperationReport.of(plan, Duration.ofNanos(System.nanoTime() - start));
  }

  /** What was counted a moment ago is what is confirmed. */
  private MaintenanceReport.OperationReport execute(
      MaintenanceService maintenance, MaintenanceRequest<?> request, RunControl control) {
    MaintenancePlan plan = maintenance.plan(request, control);
    return MaintenanceReport.OperationReport.of(
        maintenance.execute(request, Confirmation.of(plan).upTo(limit), control));
  }
}
