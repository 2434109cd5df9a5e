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

  @Override
  default void tune(WorkMemory memory, Session session) {
    memory.forWideRows(session);
  }
}
