package io.github.dhisadmin.bench.comparison;

import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import java.util.List;

/**
 * What a set of data value tables takes on disk.
 *
 * @param partitions how many partitions there are
 * @param indexes how many indexes they have
 * @param heapMegabytes the rows
 * @param indexMegabytes the indexes
 */
public record TableSize(long partitions, long indexes, long heapMegabytes, long indexMegabytes) {
  static TableSize of(Sessions sessions, String schema) {
    return sessions
        .query(
            """
            select count(*),
              sum((select count(*) from pg_index where indrelid = i.inhrelid)),
              sum(pg_table_size(i.inhrelid)) / 1048576, sum(pg_indexes_size(i.inhrelid)) / 1048576
            from pg_inherits i
            where i.inhparent = %s::regclass
            """
                .formatted(SqlText.literal(SqlText.identifier(schema, "analytics"))),
            row -> new TableSize(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
        .get(0);
  }

  /** The quoted names of the partitions. */
  static List<String> partitionsOf(Sessions sessions, String schema) {
    return sessions.texts(
        """
        select format('%%I.%%I', relnamespace::regnamespace::text, relname)
        from pg_inherits i
        inner join pg_class child on child.oid = i.inhrelid
        where i.inhparent = %s::regclass
        order by relname
        """
            .formatted(SqlText.literal(SqlText.identifier(schema, "analytics"))));
  }
}
