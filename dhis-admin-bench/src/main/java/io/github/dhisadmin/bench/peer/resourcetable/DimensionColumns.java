package io.github.dhisadmin.bench.peer.resourcetable;

import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The two columns of each dimension of a table: one of names, called by the short name of the
 * dimension after what DHIS2 2.42 does not trust in it is replaced and duplicates are numbered
 * (UniqueNameVerifier), and one of uids, called by its uid.
 */
final class DimensionColumns {
  private final Set<String> taken = new HashSet<>();
  private final List<String> declarations = new ArrayList<>();
  private final List<String> expressions = new ArrayList<>();

  private record Dimension(long id, String uid, String shortName) {}

  /**
   * Adds dimensions.
   *
   * @param table where they are, with a condition
   * @param id its key
   * @param pick an expression of a name or uid, by the key of the dimension and the column wanted
   */
  DimensionColumns add(
      Sessions sessions, String table, String id, BiFunction<Long, String, String> pick) {
    List<Dimension> dimensions =
        sessions.query(
            "select " + id + ", uid, shortname from " + table,
            row -> new Dimension(row.getLong(1), row.getString(2), row.getString(3)));
    for (Dimension each : dimensions) {
      declarations.add(SqlText.identifier(column(each)) + " varchar(255)");
      expressions.add(pick.apply(each.id(), "name"));
      declarations.add(SqlText.identifier(each.uid()) + " char(11)");
      expressions.add(pick.apply(each.id(), "uid"));
    }
    return this;
  }

  /** The fixed columns and then these. */
  List<String> after(String... fixed) {
    List<String> columns = new ArrayList<>(List.of(fixed));
    columns.addAll(declarations);
    return columns;
  }

  /** What is selected into these columns, to follow that of the fixed ones. */
  String selected() {
    return expressions.isEmpty() ? "" : ", " + String.join(", ", expressions);
  }

  private String column(Dimension dimension) {
    String trusted =
        dimension
            .shortName()
            .replaceAll("[^. a-zA-Z0-9_+\\-/?@#$%^&*\",:]", "_")
            .replaceAll("_+", "_")
            .replaceFirst("^_", "");
    String base = trusted.isBlank() ? dimension.uid() + "_name" : trusted;
    String name = taken.contains(base) ? base + taken.size() : base;
    taken.add(name);
    return name;
  }
}
