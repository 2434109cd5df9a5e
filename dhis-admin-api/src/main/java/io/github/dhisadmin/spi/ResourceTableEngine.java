package io.github.dhisadmin.spi;

import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.resourcetable.ResourceTableUpdate;

/** Builds resource tables in a database; the caller holds the run lock. */
public interface ResourceTableEngine {
  /** Builds the tables, and waits for it; trouble with one table is part of the result. */
  ResourceTableResult build(ResourceTableUpdate update, EngineContext context);
}
