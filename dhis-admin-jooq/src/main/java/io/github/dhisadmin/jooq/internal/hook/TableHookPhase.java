package io.github.dhisadmin.jooq.internal.hook;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TABLEHOOK;

import org.jooq.Field;

/** When a table hook runs, under DHIS2's names for it. */
public enum TableHookPhase {
  /** A resource table was filled and has no indexes yet. */
  RESOURCE_TABLE_POPULATED,
  /** An analytics table was filled and has no indexes yet. */
  ANALYTICS_TABLE_POPULATED;

  /** The column that names the kind of table. */
  Field<String> typeColumn() {
    return this == RESOURCE_TABLE_POPULATED
        ? TABLEHOOK.RESOURCETABLETYPE
        : TABLEHOOK.ANALYTICSTABLETYPE;
  }
}
