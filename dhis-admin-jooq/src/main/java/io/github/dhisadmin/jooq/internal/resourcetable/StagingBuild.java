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
 * staging table comes of it or nothing.
 */
final class StagingBuild {
  /** Longer than any reader should take; whoever holds a staging table for longer is stuck. */
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);

  private final BuildInput input;
  private final TableStorage storage;
  private final DSLContext ctx;
  private final Ddl ddl;

  StagingBuild(BuildInput input, TableStorage storage) {
    this.input = input;
    this.storage = storage;
    this.ctx = input.ctx();
    this.ddl = new Ddl(ctx);
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
    ddl.createTableAs(staging, storage, content.rows());
    ddl.declare(staging, content.required(), List.of());
    if (!content.primaryKey().isEmpty()) {
      ctx.alterTable(staging).add(DSL.primaryKey(fields(content.primaryKey()))).execute();
    }
    List<Warning> warnings = new ArrayList<>(content.warnings());
    warnings.addAll(
        new TableHooks(ctx)
            .run(
                TableHookPhase.RESOURCE_TABLE_POPULATED, definition.table().hookType(), tableName));
    for (TableContent.Index index : content.indexes()) {
      // PostgreSQL finds names that are free, those of the serving table's indexes are not.
      (index.unique() ? ctx.createUniqueIndex() : ctx.createIndex())
          .on(DSL.table(staging), fields(index.columns()))
          .execute();
    }
    ddl.resetAutovacuum(staging);
    ddl.analyze(staging);
    long rows = ctx.fetchCount(DSL.table(staging));
    boolean unchanged = servesAlready(tableName, staging);
    if (unchanged) {
      ctx.dropTable(staging).execute();
    }
    return new Staged(rows, unchanged, warnings);
  }

  private boolean servesAlready(String tableName, Name staging) {
    return !ddl.existing(List.of(tableName)).isEmpty()
        && new TableComparison(ctx).alike(staging, DSL.name(tableName));
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
