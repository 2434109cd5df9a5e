package io.github.dhisadmin.jooq.internal.resourcetable;

import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.schema.SchemaFamily;

/** What one resource table holds. Implementations have no state. */
interface ResourceTableDefinition {
  /** Which table this is. */
  ResourceTable table();

  /** Whether that version line of DHIS2 has the table. */
  default boolean existsIn(SchemaFamily family) {
    return true;
  }

  /** The table's columns, keys and rows; reads what it must know of the metadata first. */
  TableContent content(BuildInput input);
}
