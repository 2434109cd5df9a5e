package io.github.dhisadmin.maintenance;

/** How analytics tables are cleared. */
public enum TableClearing {
  /** The tables are dropped, as DHIS2 does; views on them stand in the way. */
  DROP,
  /** The tables lose their rows, and keep structure, views and grants. */
  EMPTY
}
