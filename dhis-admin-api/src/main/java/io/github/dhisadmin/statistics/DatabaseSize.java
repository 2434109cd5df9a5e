package io.github.dhisadmin.statistics;

import java.util.List;

/**
 * How much disk the database takes.
 *
 * @param bytes the whole database, all schemas included
 * @param tables tables and materialised views of DHIS2's schema, the largest first
 */
public record DatabaseSize(long bytes, List<TableSize> tables) {
  /** Keeps a copy of the list. */
  public DatabaseSize {
    tables = List.copyOf(tables);
  }
}
