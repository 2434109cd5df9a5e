package io.github.dhisadmin.jooq.internal.sql;

import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/** Lets a part of a transaction fail without losing the rest. */
public final class Savepoints {
  private static final String NAME = "dhis_admin_part";

  /** Cancelled, lock not had in time, deadlock: what concerns the transaction and not its part. */
  private static final Set<String> FATAL = Set.of("57014", "55P03", "40P01", "40001");

  private final DSLContext ctx;

  /** Works in the transaction of a context. */
  public Savepoints(DSLContext ctx) {
    this.ctx = ctx;
  }

  /**
   * Does a part of the work, and undoes it if the database refuses it.
   *
   * @return why the part was refused, empty if it is done
   * @throws DataAccessException if the transaction cannot go on
   */
  public Optional<DataAccessException> attempt(Runnable part) {
    return attempt(Set.of(), part);
  }

  /**
   * Does a part of the work, and undoes it if the database refuses it.
   *
   * @param bearable states for which the transaction can go on, although it could not usually
   * @return why the part was refused, empty if it is done
   * @throws DataAccessException if the transaction cannot go on
   */
  Optional<DataAccessException> attempt(Set<String> bearable, Runnable part) {
    ctx.savepoint(NAME).execute();
    try {
      part.run();
    } catch (DataAccessException e) {
      if (FATAL.contains(e.sqlState()) && !bearable.contains(e.sqlState())) {
        throw e;
      }
      ctx.rollback().toSavepoint(NAME).execute();
      // Else it would hide that of a part which this one is a part of.
      ctx.releaseSavepoint(NAME).execute();
      return Optional.of(e);
    }
    ctx.releaseSavepoint(NAME).execute();
    return Optional.empty();
  }
}
