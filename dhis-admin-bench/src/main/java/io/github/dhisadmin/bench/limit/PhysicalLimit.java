package io.github.dhisadmin.bench.limit;

import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import io.github.dhisadmin.bench.sql.StageTimes;
import io.github.dhisadmin.bench.sql.Workers;
import java.util.List;

/**
 * Copies finished partitions as they are and builds the same indexes on the copies. No procedure
 * that writes these rows can be faster on this machine, so this says how much is left to win.
 */
public final class PhysicalLimit {
  private final Sessions sessions;
  private final String schema;
  private final int parallelism;

  /** Copies into this schema, which is dropped before and after. */
  public PhysicalLimit(Sessions sessions, String schema, int parallelism) {
    this.sessions = sessions;
    this.schema = schema;
    this.parallelism = parallelism;
  }

  /** Copies all partitions of a table, the largest first. */
  public LimitRun run(String sourceSchema, String table) {
    String dropCopies = "drop schema if exists " + SqlText.identifier(schema) + " cascade";
    sessions.execute(dropCopies);
    sessions.execute("create schema " + SqlText.identifier(schema));
    StageTimes times = new StageTimes();
    try (Workers workers = new Workers(parallelism)) {
      List<String> partitions = partitions(sourceSchema, table);
      List<String> copies =
          partitions.stream()
              .map(
                  partition ->
                      "create unlogged table "
                          + SqlText.identifier(schema, partition)
                          + " as select * from "
                          + SqlText.identifier(sourceSchema, partition))
              .toList();
      List<String> indexes =
          partitions.stream().flatMap(each -> indexes(sourceSchema, each).stream()).toList();
      times.time("copy", () -> workers.inOrder(copies, sessions::execute));
      times.time("index", () -> workers.inOrder(indexes, sessions::execute));
      return new LimitRun(times.total(), times.asMap(), partitions.size(), indexes.size());
    } finally {
      sessions.execute(dropCopies);
    }
  }

  private List<String> partitions(String sourceSchema, String table) {
    return sessions.texts(
        """
        select child.relname
        from pg_inherits i
        inner join pg_class child on child.oid = i.inhrelid
        where i.inhparent = %s::regclass
        order by pg_table_size(child.oid) desc, child.relname
        """
            .formatted(SqlText.literal(SqlText.identifier(sourceSchema, table))));
  }

  private List<String> indexes(String sourceSchema, String partition) {
    return sessions.texts(
        """
        select 'create index on %s'
          || substring(pg_get_indexdef(indexrelid) from ' USING .*')
        from pg_index
        where indrelid = %s::regclass
        order by indexrelid
        """
            .formatted(
                SqlText.identifier(schema, partition).replace("'", "''"),
                SqlText.literal(SqlText.identifier(sourceSchema, partition))));
  }
}
