package io.github.dhisadmin.jooq.internal.resourcetable;

import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.jooq.internal.hook.TableHookPhase;
import io.github.dhisadmin.jooq.internal.hook.TableHooks;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.sql.Session;
import io.github.dhisadmin.jooq.internal.sql.TableComparison;
import io.github.dhisadmin.run.Warning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;

/**
 * Builds one resource table beside the one that serves, in one transaction: either a finished
 * staging table comes of it or nothing. Where the serving table is seen to be what would be built,
 * nothing is written at all.
 */
final class StagingBuild {
  /** Longer than any reader should take; whoever holds a staging table for longer is stuck. */
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);

  private final BuildInput input;
  private final TableStorage storage;
  private final boolean hooked;
  private final DSLContext ctx;
  private final Ddl ddl;
  private final TableHooks hooks;
  private final TableComparison comparison;

  /**
   * Builds one table.
   *
   * @param hooked whether hooks change it
   */
  StagingBuild(BuildInput input, TableStorage storage, boolean hooked) {
    this.input = input;
    this.storage = storage;
    this.hooked = hooked;
    this.ctx = input.ctx();
    this.ddl = new Ddl(ctx);
    this.hooks = new TableHooks(ctx);
    this.comparison = new TableComparison(ctx);
  }

  /** The staging name, which hooks know. */
  static String stagingName(String tableName) {
    return tableName + "_temp";
  }

  Staged build(ResourceTableDefinition definition) {
    new Session(ctx).lockTimeout(LOCK_TIMEOUT);
    String tableName = input.tableName();
    Name staging = DSL.name(stagingName(tableName));
    ctx.dropTableIfExists(staging).execute();
    TableContent content = definition.content(input);
    Name serving = DSL.name(tableName);
    boolean serves = !ddl.existing(List.of(tableName)).isEmpty();
    // Hooks say what they make of the rows only by doing it.
    boolean foreseeable = serves && !hooked && comparison.has(serving, content.layout(storage));
    if (foreseeable) {
      TableComparison.Rows rows = compare(content, serving);
      if (rows.same()) {
        return new Staged(rows.count(), true, content.warnings());
      }
    }
    List<Warning> warnings = new ArrayList<>(content.warnings());
    warnings.addAll(fill(staging, content, definition.table().hookType()));
    long rows = ctx.fetchCount(DSL.table(staging));
    boolean unchanged = serves && !foreseeable && comparison.alike(staging, serving);
    if (unchanged) {
      ctx.dropTable(staging).execute();
    }
    return new Staged(rows, unchanged, warnings);
  }

  private TableComparison.Rows compare(TableContent content, Name serving) {
    return content.primaryKey().isEmpty()
        ? comparison.compare(content.rows(), serving)
        : comparison.compare(
            content.rows(), serving, content.primaryKey().stream().map(DSL::name).toList());
  }

  /** Makes the staging table; returns a warning per hook that failed. */
  private List<Warning> fill(Name staging, TableContent content, String hookType) {
    ddl.createTableAs(staging, storage, content.rows());
    ddl.declare(staging, content.required(), List.of());
    if (!content.primaryKey().isEmpty()) {
      ctx.alterTable(staging).add(DSL.primaryKey(fields(content.primaryKey()))).execute();
    }
    List<Warning> warnings =
        hooks.run(TableHookPhase.RESOURCE_TABLE_POPULATED, hookType, input.tableName());
    for (TableContent.Index index : content.indexes()) {
      // PostgreSQL finds names that are free, those of the serving table's indexes are not.
      (index.unique() ? ctx.createUniqueIndex() : ctx.createIndex())
          .on(DSL.table(staging), fields(index.columns()))
          .execute();
    }
    ddl.resetAutovacuum(staging);
    ddl.analyze(staging);
    return warnings;
  }

  private static List<Field<?>> fields(List<String> columns) {
    return columns.stream().<Field<?>>map(column -> DSL.field(DSL.name(column))).toList();
  }

  /**
   * What came of it.
   *
   * @param rows number of rows
   * @param unchanged whether the serving table is the same; then there is no staging table
   * @param warnings what was stepped over
   */
  record Staged(long rows, boolean unchanged, List<Warning> warnings) {
    Staged {
      warnings = List.copyOf(warnings);
    }
  }
}
