package io.github.dhisadmin.bench.analytics;

import io.github.dhisadmin.bench.comparison.RowComparison;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The tables of both sides, the library's in {@code public} and DHIS2's in {@code peer}. */
final class TwoSchemas {
  static final String OURS = "public";
  static final String PEER = "peer";

  /** Of doubles that are computed in another order. */
  private static final Set<String> ROUNDED =
      Set.of("avg_middle_value", "percentile_middle_value", "mad", "std_dev");

  private final Sessions checking;

  /** Looks at them in these sessions. */
  TwoSchemas(Sessions checking) {
    this.checking = checking;
  }

  /**
   * Tables of which the two sides do not have the same columns and rows, in words.
   *
   * @param tables a regular expression of their names
   */
  List<String> differences(String tables) {
    List<String> ours = tables(OURS, tables);
    List<String> peer = tables(PEER, tables);
    if (ours.isEmpty() || !ours.equals(peer)) {
      return List.of("tables " + ours + " and " + peer);
    }
    return ours.stream().flatMap(this::difference).toList();
  }

  /** What the tables and their indexes take of the disk on both sides. */
  DiskUse disk(String part, String tables) {
    return new DiskUse(part, bytes(OURS, tables), bytes(PEER, tables));
  }

  /** Leaves the tables as autovacuum leaves them some time after a build. */
  void vacuum(String tables) {
    for (String schema : List.of(OURS, PEER)) {
      tables(schema, tables)
          .forEach(each -> checking.execute("vacuum " + SqlText.identifier(schema, each)));
    }
  }

  private Stream<String> difference(String table) {
    List<String> ours = columns(OURS, table);
    List<String> peer = columns(PEER, table);
    if (!Set.copyOf(ours).equals(Set.copyOf(peer))) {
      List<String> onlyOurs = new ArrayList<>(ours);
      onlyOurs.removeAll(peer);
      List<String> onlyPeer = new ArrayList<>(peer);
      onlyPeer.removeAll(ours);
      return Stream.of(
          "%s: columns %s only of the library, %s only of DHIS2"
              .formatted(table, onlyOurs, onlyPeer));
    }
    List<String> compared = ours.stream().filter(each -> !ROUNDED.contains(each)).toList();
    RowComparison.Difference difference =
        new RowComparison(checking)
            .compare(
                SqlText.identifier(OURS, table),
                SqlText.identifier(PEER, table),
                compared,
                compared.get(0));
    return difference.isNone()
        ? Stream.empty()
        : Stream.of(
            "%s: %d rows only of the library, %d only of DHIS2, as of %s"
                .formatted(
                    table, difference.onlyFirst(), difference.onlySecond(), difference.examples()));
  }

  private List<String> columns(String schema, String table) {
    return checking.texts(
        "select attname from pg_attribute where attrelid = "
            + SqlText.literal(SqlText.identifier(schema, table))
            + "::regclass and attnum > 0 and not attisdropped order by attnum");
  }

  /** Tables without partitions, which have the rows. */
  private List<String> tables(String schema, String pattern) {
    return checking.texts("select relname " + having(schema, pattern) + " order by 1");
  }

  private long bytes(String schema, String pattern) {
    return checking.number(
        "select coalesce(sum(pg_total_relation_size(oid)), 0) " + having(schema, pattern));
  }

  private static String having(String schema, String pattern) {
    return """
        from pg_class where relkind = 'r' and relnamespace = %s::regnamespace and relname ~ %s
        and not exists (select from pg_inherits where inhparent = pg_class.oid)
        """
        .formatted(SqlText.literal(schema), SqlText.literal(pattern))
        .strip();
  }
}
