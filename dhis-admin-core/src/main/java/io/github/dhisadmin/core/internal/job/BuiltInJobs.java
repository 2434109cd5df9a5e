package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.analytics.AnalyticsTableService;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.ErrorCode;
import io.github.dhisadmin.integrity.IntegrityRequest;
import io.github.dhisadmin.integrity.IntegrityService;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.resourcetable.ResourceTableService;
import io.github.dhisadmin.resourcetable.ResourceTableUpdate;
import io.github.dhisadmin.run.RunState;
import java.util.List;

/** Job types that call the library's own services. */
public final class BuiltInJobs {
  private BuiltInJobs() {}

  /** The types, bound to services that ask nobody for permission. */
  public static List<RegisteredType<?>> of(
      ResourceTableService resourceTables,
      AnalyticsTableService analytics,
      IntegrityService integrity) {
    return List.of(
        RegisteredType.of(
            JobTypes.RESOURCE_TABLE,
            (context, none) ->
                ended(
                    "resource tables",
                    resourceTables.update(ResourceTableUpdate.all(), context.control()).state())),
        RegisteredType.of(
            JobTypes.ANALYTICS_TABLE,
            (context, parameters) ->
                ended(
                    "analytics tables",
                    analytics.update(parameters.update(), context.control()).state())),
        RegisteredType.of(
            JobTypes.DATA_INTEGRITY,
            (context, parameters) ->
                ended(
                    "integrity checks",
                    integrity
                        .summary(IntegrityRequest.of(parameters.selection()), context.control())
                        .state())),
        RegisteredType.of(
            JobTypes.DATA_INTEGRITY_DETAILS,
            (context, parameters) ->
                ended(
                    "integrity checks",
                    integrity
                        .details(
                            IntegrityRequest.of(parameters.selection()).storeIssues(),
                            context.control())
                        .state())));
  }

  /** A service tells failure in its result; a job tells it by throwing. */
  private static void ended(String what, RunState state) {
    if (state == RunState.CANCELLED) {
      throw new CancelledException("The run of " + what + " was cancelled.");
    }
    if (state == RunState.FAILED) {
      throw new ConflictException(
          ErrorCode.RUN_FAILED, "Some " + what + " failed; their own history says which and why.");
    }
  }
}
