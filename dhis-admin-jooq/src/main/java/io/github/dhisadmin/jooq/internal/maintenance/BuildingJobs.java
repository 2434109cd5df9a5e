package io.github.dhisadmin.jooq.internal.maintenance;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.JOBCONFIGURATION;

import io.github.dhisadmin.maintenance.Blocker;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Named;

/**
 * Jobs of DHIS2 that build analytics or resource tables. While one runs, it decides by the tables
 * that are there which of its staging tables take their place and which are put below them, so none
 * may go.
 */
final class BuildingJobs {
  private static final List<String> TYPES =
      List.of("ANALYTICS_TABLE", "CONTINUOUS_ANALYTICS_TABLE", "RESOURCE_TABLE");

  private BuildingJobs() {}

  /** What is read to find them. */
  static Collection<? extends Named> needs() {
    return List.of(JOBCONFIGURATION.NAME, JOBCONFIGURATION.JOBTYPE, JOBCONFIGURATION.JOBSTATUS);
  }

  /** The name of one that runs. */
  static Optional<String> running(DSLContext ctx) {
    return ctx.select(JOBCONFIGURATION.NAME)
        .from(JOBCONFIGURATION)
        .where(JOBCONFIGURATION.JOBSTATUS.eq("RUNNING"))
        .and(JOBCONFIGURATION.JOBTYPE.in(TYPES))
        .orderBy(JOBCONFIGURATION.NAME)
        .limit(1)
        .fetchOptional(JOBCONFIGURATION.NAME);
  }

  /** Reports that tables stay for its sake. */
  static Blocker blocker(String table, String job) {
    return new Blocker("table", table, table, "IN_USE", "used by job " + job, 1);
  }
}
