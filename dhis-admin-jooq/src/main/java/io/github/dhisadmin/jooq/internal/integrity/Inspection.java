package io.github.dhisadmin.jooq.internal.integrity;

import org.jooq.DSLContext;

/** Looks for issues in a database. Thread safe. */
@FunctionalInterface
interface Inspection {

  /**
   * Looks for issues.
   *
   * @param ctx a read-only transaction that sees one moment
   * @param sink hears of the issues in a stable order; it wants no more than its limit, but may
   *     hear of all
   * @return the number of issues, whatever the limit
   */
  long inspect(DSLContext ctx, IssueSink sink);
}
