package io.github.dhisadmin.jooq.internal.hook;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TABLEHOOK;

import io.github.dhisadmin.jooq.internal.sql.Failures;
import io.github.dhisadmin.jooq.internal.sql.RawSql;
import io.github.dhisadmin.jooq.internal.sql.Savepoints;
import io.github.dhisadmin.run.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;

/**
 * Runs the hooks of {@code tablehook}, which name staging tables and so must run after these are
 * filled and before they are swapped. A hook that fails is undone and reported; the others and the
 * table itself go on.
 */
public final class TableHooks {
  private final DSLContext ctx;

  /** Works in the transaction that filled the staging table. */
  public TableHooks(DSLContext ctx) {
    this.ctx = ctx;
  }

  /** The kinds of table that have hooks in a phase, under DHIS2's names. */
  public Set<String> typesOf(TableHookPhase phase) {
    return ctx.selectDistinct(phase.typeColumn())
        .from(TABLEHOOK)
        .where(TABLEHOOK.ANALYTICSTABLEPHASE.eq(phase.name()))
        .and(phase.typeColumn().isNotNull())
        .fetchSet(phase.typeColumn());
  }

  /**
   * Runs all hooks of a kind of table, in the order in which they were made.
   *
   * @param type how DHIS2 names the kind of table, such as ORG_UNIT_STRUCTURE or DATA_VALUE
   * @param tableName the table, for warnings
   * @return a warning per hook that failed
   */
  public List<Warning> run(TableHookPhase phase, String type, String tableName) {
    Savepoints savepoints = new Savepoints(ctx);
    RawSql raw = new RawSql(ctx);
    List<Warning> warnings = new ArrayList<>();
    ctx.select(TABLEHOOK.UID, TABLEHOOK.SQL)
        .from(TABLEHOOK)
        .where(TABLEHOOK.ANALYTICSTABLEPHASE.eq(phase.name()))
        .and(phase.typeColumn().eq(type))
        .orderBy(TABLEHOOK.ANALYTICSTABLEHOOKID)
        .fetch()
        .forEach(
            hook ->
                savepoints
                    .attempt(() -> raw.execute(hook.value2()))
                    .map(
                        failure ->
                            new Warning(
                                "TABLE_HOOK_FAILED",
                                tableName,
                                "Hook " + hook.value1() + ": " + Failures.describe(failure),
                                1))
                    .ifPresent(warnings::add));
    return warnings;
  }
}
