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

  /**
   * Copies all tables of a name, the largest first; of one that has partitions, these.
   *
   * @param tables a regular expression of their names
   */
  public LimitRun run(String sourceSchema, String tables) {
    String dropCopies = "drop schema if exists " + SqlText.identifier(schema) + " cascade";
    sessions.execute(dropCopies);
    sessions.execute("create schema " + SqlText.identifier(schema));
    StageTimes times = new StageTimes();
    try (Workers workers = new Workers(parallelism)) {
      List<String> partitions = partitions(sourceSchema, tables);
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

  private List<String> partitions(String sourceSchema, String tables) {
    return sessions.texts(
        """
        select relname from pg_class
        where relkind = 'r' and relnamespace = %s::regnamespace and relname ~ %s
          and not exists (select from pg_inherits where inhparent = pg_class.oid)
        order by pg_table_size(oid) desc, relname
        """
            .formatted(SqlText.literal(SqlText.identifier(sourceSchema)), SqlText.literal(tables)));
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
