package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.jooq.internal.sql.Session;
import org.jooq.DSLContext;

/** A table of tracker data, of which there is one per program or type of tracked entities. */
interface TrackerTable extends AnalyticsTableDefinition {
  /** The uid of what it is of. */
  String uid();

  /** The units of its rows. */
  TrackerUnits units();

  @Override
  default String tableName() {
    return type().tableName(uid());
  }

  @Override
  default AnalyticsTableDefinition prepare(DSLContext ctx) {
    units().createOnce(ctx);
    return this;
  }

  /**
   * A column for each item, in a part for each program and year: sorting the usual sample of 30,000
   * rows by each column takes as long as filling the part. A third of it tells as well what is
   * rare.
   */
  @Override
  default void tuneStatistics(Session session) {
    session.set("default_statistics_target", "30");
  }

  @Override
  default void tune(WorkMemory memory, Session session) {
    memory.forWideRows(session);
  }
}
