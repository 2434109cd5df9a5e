package io.github.dhisadmin.jooq.internal.maintenance;

import io.github.dhisadmin.maintenance.CacheRegion;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import java.util.Collection;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Named;

/**
 * An operation on the database: what it finds to do, and how it does it. Stateless.
 *
 * @param <P> its parameters
 */
interface DatabaseOperation<P extends Record> {
  /** How it is listed. */
  MaintenanceOperation<P> definition();

  /** Tables and columns without which it cannot work. */
  Collection<? extends Named> needs();

  /** Run locks it needs besides its own. */
  default Set<String> locks() {
    return Set.of();
  }

  /** What a host has to forget once it has changed something. */
  default Set<CacheRegion> invalidated() {
    return Set.of();
  }

  /** Whether it can plan only by trying something out, which is undone. */
  default boolean rehearses() {
    return false;
  }

  /** Finds out what there is to do. All it reads is of one moment, unless it rehearses. */
  Plan plan(DSLContext ctx, P parameters);
}
