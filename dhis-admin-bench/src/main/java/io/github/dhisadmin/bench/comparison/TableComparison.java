package io.github.dhisadmin.bench.comparison;

import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares two sets of data value tables row for row: the symmetric difference of the multisets of
 * rows, partition by partition, on all columns but the outlier statistics. Those are sums of
 * doubles in any order and are compared within a tolerance.
 */
final class TableComparison {
  private static final List<String> STATISTICS =
      List.of("avg_middle_value", "percentile_middle_value", "mad", "std_dev");

  private final Sessions sessions;
  private final String ours;
  private final String peer;

  TableComparison(Sessions sessions, String ours, String peer) {
    this.sessions = sessions;
    this.ours = ours;
    this.peer = peer;
  }

  Equality compare() {
    List<String> notes = new ArrayList<>();
    List<String> partitions = common("partition", partitions(ours), partitions(peer), notes);
    List<String> columns = common("column", columns(ours), columns(peer), notes);
    long oursRows = count(ours);
    long peerRows = count(peer);
    long onlyOurs = 0;
    long onlyPeer = 0;
    long differentStatistics = 0;
    for (String partition : partitions) {
      RowComparison.Difference difference =
          new RowComparison(sessions)
              .compare(
                  SqlText.identifier(ours, partition),
                  SqlText.identifier(peer, partition),
                  columns.stream().filter(column -> !STATISTICS.contains(column)).toList(),
                  "id");
      onlyOurs += difference.onlyFirst();
      onlyPeer += difference.onlySecond();
      if (!difference.examples().isEmpty()) {
        notes.add(partition + " differs at " + difference.examples());
      }
      if (columns.containsAll(STATISTICS)) {
        differentStatistics += differentStatistics(partition);
      }
    }
    return new Equality(oursRows, peerRows, onlyOurs, onlyPeer, differentStatistics, notes);
  }

  // A spread is compared on the scale of the mean: that of equal values is zero or a rounding
  // error.
  private long differentStatistics(String partition) {
    String allClose =
        STATISTICS.stream()
            .map(
                column ->
                    """
                    (o.%1$s is not distinct from p.%1$s or coalesce(abs(o.%1$s - p.%1$s)
                      <= 1e-9 * greatest(abs(o.%1$s), abs(p.%1$s), abs(p.avg_middle_value)), false))
                    """
                        .formatted(column))
            .collect(Collectors.joining(" and "));
    return sessions.number(
        "select count(*) from %s o inner join %s p on o.id = p.id where not (%s)"
            .formatted(
                SqlText.identifier(ours, partition),
                SqlText.identifier(peer, partition),
                allClose));
  }

  private long count(String schema) {
    return sessions.number("select count(*) from " + SqlText.identifier(schema, "analytics"));
  }

  private List<String> partitions(String schema) {
    return sessions.texts(
        """
        select child.relname
        from pg_inherits i
        inner join pg_class child on child.oid = i.inhrelid
        where i.inhparent = %s::regclass
        order by child.relname
        """
            .formatted(SqlText.literal(SqlText.identifier(schema, "analytics"))));
  }

  private List<String> columns(String schema) {
    return sessions.texts(
        """
        select attname from pg_attribute
        where attrelid = %s::regclass and attnum > 0 and not attisdropped
        order by attname
        """
            .formatted(SqlText.literal(SqlText.identifier(schema, "analytics"))));
  }

  private static List<String> common(
      String what, List<String> ours, List<String> peer, List<String> notes) {
    ours.stream()
        .filter(each -> !peer.contains(each))
        .forEach(each -> notes.add("only the library has " + what + ' ' + each));
    peer.stream()
        .filter(each -> !ours.contains(each))
        .forEach(each -> notes.add("only DHIS2 has " + what + ' ' + each));
    return ours.stream().filter(peer::contains).toList();
  }
}
