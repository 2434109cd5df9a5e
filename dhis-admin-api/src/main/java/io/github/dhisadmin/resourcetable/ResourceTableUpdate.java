package io.github.dhisadmin.resourcetable;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which resource tables to rebuild.
 *
 * @param tables at least one; a table that another one reads is rebuilt only if it is named or does
 *     not exist
 */
public record ResourceTableUpdate(Set<ResourceTable> tables) {

  /** Keeps its own copy. */
  public ResourceTableUpdate {
    if (tables.isEmpty()) {
      throw new InvalidRequestException("Name at least one resource table to rebuild.");
    }
    tables = Set.copyOf(tables);
  }

  /** All resource tables. */
  public static ResourceTableUpdate all() {
    return new ResourceTableUpdate(ResourceTable.all());
  }

  /** The named resource tables. */
  public static ResourceTableUpdate of(ResourceTable first, ResourceTable... others) {
    return new ResourceTableUpdate(EnumSet.of(first, others));
  }
}
