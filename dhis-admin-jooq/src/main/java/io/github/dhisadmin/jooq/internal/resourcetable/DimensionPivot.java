package io.github.dhisadmin.jooq.internal.resourcetable;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record4;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * Turns rows of member and dimension into one row per member with two columns per dimension, in one
 * pass over the rows.
 */
final class DimensionPivot {
  private static final String PICK = "pick";

  private final String alias;
  private final List<Dimension> dimensions;
  private final Select<? extends Record4<Long, Long, String, String>> picks;

  /**
   * Pivots one pick per member and dimension.
   *
   * @param alias what to call the result in the outer query
   * @param picks member, dimension, and uid and name of what the member is in that dimension; at
   *     most one row per member and dimension
   */
  DimensionPivot(
      String alias,
      List<Dimension> dimensions,
      Select<? extends Record4<Long, Long, String, String>> picks) {
    this.alias = alias;
    this.dimensions = List.copyOf(dimensions);
    this.picks = picks;
  }

  /** Two columns per dimension. */
  List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < dimensions.size(); i++) {
      Dimension dimension = dimensions.get(i);
      columns.add(Column.optional(dimension.nameColumn(), Column.VARCHAR_255, text("n" + i)));
      columns.add(Column.optional(dimension.uid(), Column.CHAR_11, text("u" + i)));
    }
    return columns;
  }

  /** The rows, to be left-joined by {@link #member()}. */
  Table<Record> table() {
    Field<Long> member = field(name(PICK, "member"), SQLDataType.BIGINT);
    Field<Long> dimension = field(name(PICK, "dimension"), SQLDataType.BIGINT);
    List<SelectField<?>> values = new ArrayList<>();
    values.add(member);
    for (int i = 0; i < dimensions.size(); i++) {
      Field<Long> wanted = inline(dimensions.get(i).id());
      values.add(
          max(field(name(PICK, "label"), SQLDataType.VARCHAR))
              .filterWhere(dimension.eq(wanted))
              .as("n" + i));
      values.add(
          max(field(name(PICK, "uid"), SQLDataType.VARCHAR))
              .filterWhere(dimension.eq(wanted))
              .as("u" + i));
    }
    return select(values)
        .from(picks.asTable(PICK, "member", "dimension", "uid", "label"))
        .groupBy(member)
        .asTable(alias);
  }

  /** Key of the member that a row is about. */
  Field<Long> member() {
    return field(name(alias, "member"), SQLDataType.BIGINT);
  }

  private Field<String> text(String column) {
    return field(name(alias, column), SQLDataType.VARCHAR);
  }
}
