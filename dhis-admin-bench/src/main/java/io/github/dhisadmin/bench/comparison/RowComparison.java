package io.github.dhisadmin.bench.comparison;

import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares two tables row for row: the symmetric difference of the multisets of their rows. Rows
 * stand for themselves by a 128 bit digest of their text, which a single pass over millions of wide
 * rows can group.
 */
public final class RowComparison {
  private final Sessions sessions;

  /** Compares in these sessions, which had better have much memory to sort with. */
  public RowComparison(Sessions sessions) {
    this.sessions = sessions;
  }

  /**
   * What only one of two tables has.
   *
   * @param onlyFirst rows that only the first has, counting repetitions
   * @param onlySecond rows that only the second has, counting repetitions
   * @param examples some of them; empty if there are none
   */
  public record Difference(long onlyFirst, long onlySecond, String examples) {
    /** Whether both have the same rows. */
    public boolean isNone() {
      return onlyFirst == 0 && onlySecond == 0;
    }
  }

  /**
   * Compares two tables.
   *
   * @param first the quoted name of one
   * @param second the quoted name of the other
   * @param columns the columns to compare
   * @param named the column by which a row can be named
   */
  public Difference compare(String first, String second, List<String> columns, String named) {
    String row = columns.stream().map(SqlText::identifier).collect(Collectors.joining(", "));
    return sessions
        .query(
            """
            with difference as (
              select digest, min(named) as named, sum(side) as excess
              from (
                select md5(row(%1$s)::text)::uuid as digest, %2$s::text as named, 1 as side
                from %3$s
                union all
                select md5(row(%1$s)::text)::uuid, %2$s::text, -1 from %4$s
              ) both_sides
              group by digest
              having sum(side) <> 0
            )
            select coalesce(sum(excess) filter (where excess > 0), 0),
              coalesce(-sum(excess) filter (where excess < 0), 0),
              coalesce(array_to_string((array_agg(named order by named))[1:5], ', '), '')
            from difference
            """
                .formatted(row, SqlText.identifier(named), first, second),
            result -> new Difference(result.getLong(1), result.getLong(2), result.getString(3)))
        .get(0);
  }
}
