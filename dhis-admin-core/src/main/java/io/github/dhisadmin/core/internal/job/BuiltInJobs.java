package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.analytics.AnalyticsTableService;
import io.github.dhisadmin.datalock.DataLockService;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.integrity.IntegrityService;
import io.github.dhisadmin.integrity.IssueListener;
import io.github.dhisadmin.job.JobContext;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.MaintenanceJobParameters;
import io.github.dhisadmin.maintenance.Confirmation;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.MaintenancePlan;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.MaintenanceResult;
import io.github.dhisadmin.maintenance.MaintenanceService;
import io.github.dhisadmin.minmax.MinMaxResult;
import io.github.dhisadmin.minmax.MinMaxValueService;
import io.github.dhisadmin.resourcetable.ResourceTableService;
import io.github.dhisadmin.resourcetable.ResourceTableUpdate;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.statistics.DataStatisticsService;
import java.util.ArrayList;
import java.util.List;

/**
 * Job types that call the library's own services, which ask nobody for permission: who may create a
 * job has been asked when it was created.
 */
public record BuiltInJobs(
    ResourceTableService resourceTables,
    AnalyticsTableService analytics,
    IntegrityService integrity,
    MaintenanceService maintenance,
    DataStatisticsService statistics,
    DataLockService dataLocks,
    MinMaxValueService minMaxValues) {
  /** Issues go to the history alone, so that memory does not grow with their number. */
  private static final IssueListener NOBODY = (check, issue) -> {};

  private static final MaintenanceJobParameters REFRESH_VIEWS =
      new MaintenanceJobParameters(
          List.of(MaintenanceOperations.CREATE_SQL_VIEWS.name()), Long.MAX_VALUE);

  /** The types, bound to the services. */
  public List<RegisteredType<?>> types() {
    return List.of(
        RegisteredType.of(
            JobTypes.RESOURCE_TABLE,
            (context, none) ->
                ServiceResults.end(
                    resourceTables.update(ResourceTableUpdate.all(), context.control()))),
        RegisteredType.of(
            JobTypes.ANALYTICS_TABLE,
            (context, parameters) ->
                ServiceResults.end(analytics.update(parameters.update(), context.control()))),
        RegisteredType.of(
            JobTypes.CONTINUOUS_ANALYTICS_TABLE,
            (context, parameters) ->
                ServiceResults.end(
                    analytics.update(
                        ContinuousAnalytics.update(
                            parameters, context.job(), context.scheduledFor()),
                        context.control()))),
        RegisteredType.of(
            JobTypes.DATA_INTEGRITY,
            (context, parameters) ->
                ServiceResults.end(integrity.summary(parameters.request(), context.control()))),
        RegisteredType.of(
            JobTypes.DATA_INTEGRITY_DETAILS,
            (context, parameters) ->
                ServiceResults.end(
                    integrity.details(parameters.request(), NOBODY, context.control()))),
        RegisteredType.of(JobTypes.MAINTENANCE, this::maintain),
        RegisteredType.of(
            JobTypes.MATERIALIZED_SQL_VIEW_UPDATE,
            (context, none) -> maintain(context, REFRESH_VIEWS)),
        RegisteredType.of(
            JobTypes.DATA_STATISTICS,
            (context, none) -> statistics.takeSnapshot(context.control())),
        RegisteredType.of(
            JobTypes.LOCK_EXCEPTION_CLEANUP,
            (context, parameters) ->
                context.message(
                    "Removed lock exceptions: "
                        + dataLocks.removeExpired(parameters.expiresAfterMonths()))),
        RegisteredType.of(
            JobTypes.MIN_MAX_GENERATION,
            (context, parameters) ->
                context.message(
                    counted(minMaxValues.generate(parameters.generation(), context.control())))));
  }

  private static String counted(MinMaxResult result) {
    return "Bounds added: "
        + result.added()
        + ", changed: "
        + result.changed()
        + ", removed: "
        + result.removed()
        + ", unchanged: "
        + result.unchanged()
        + ", kept as entered: "
        + result.manualKept();
  }

  /**
   * All names are looked up before anything is changed; one operation that fails hides no other.
   */
  private void maintain(JobContext context, MaintenanceJobParameters parameters) {
    List<MaintenanceOperation<?>> operations = new ArrayList<>();
    for (String name : parameters.operations()) {
      MaintenanceOperation<?> operation = maintenance.operation(name);
      if (operation.authority() == Authority.ALL) {
        throw new InvalidRequestException(
            "'" + name + "' needs the authority ALL and is not for jobs; carry it out by hand.");
      }
      operations.add(operation);
    }
    List<MaintenanceResult> results = new ArrayList<>();
    for (MaintenanceOperation<?> operation : operations) {
      context.check();
      MaintenanceResult result = carryOut(context, operation.request(), parameters.maxRows());
      context.message(operation.name() + ": " + result.state() + " " + result.counts());
      results.add(result);
      if (result.state() == RunState.CANCELLED) {
        break;
      }
    }
    ServiceResults.end(results);
  }

  private MaintenanceResult carryOut(
      JobContext context, MaintenanceRequest<?> request, long maxRows) {
    MaintenancePlan plan = maintenance.plan(request, context.control());
    return maintenance.execute(request, Confirmation.of(plan).upTo(maxRows), context.control());
  }
}
