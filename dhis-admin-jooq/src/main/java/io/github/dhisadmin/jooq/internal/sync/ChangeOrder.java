package io.github.dhisadmin.jooq.internal.sync;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.github.dhisadmin.jooq.internal.sql.ArrayRows;
import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.sync.spi.SyncWindow;
import io.github.dhisadmin.sync.spi.SyncWindow.Position;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;

/**
 * The order in which rows are sent, which no two of them share: by their change, and then by their
 * primary key.
 *
 * @param changedAt when a row was changed
 * @param keys its primary key
 */
record ChangeOrder(Field<LocalDateTime> changedAt, List<Field<Long>> keys) {
  private static final String WANTED = "wanted";

  ChangeOrder {
    keys = List.copyOf(keys);
  }

  /** What to order by. */
  List<Field<?>> fields() {
    List<Field<?>> fields = new ArrayList<>();
    fields.add(changedAt);
    fields.addAll(keys);
    return fields;
  }

  /** The rows of a window after its position. */
  Condition next(SyncWindow window) {
    return RowReader.within(changedAt, window)
        .and(window.position().map(this::after).orElse(noCondition()));
  }

  private Condition after(Position position) {
    List<Field<?>> last = new ArrayList<>();
    last.add(val(position.changedAt(), changedAt));
    last.addAll(values(position.ids()));
    return row(fields()).gt(row(last));
  }

  /** The rows of these primary keys, however many there are. */
  Condition isOneOf(List<List<Long>> ids) {
    List<Field<?>> columns = new ArrayList<>();
    List<Field<Long>> wanted = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      int key = i;
      columns.add(BoundArray.of(ids.stream().map(id -> id.get(key)).toArray(Long[]::new)));
      wanted.add(field(name(WANTED, keys.get(i).getName()), SQLDataType.BIGINT));
    }
    String[] names = keys.stream().map(Field::getName).toArray(String[]::new);
    return row(keys).in(select(wanted).from(ArrayRows.of(WANTED, columns, names)));
  }

  private List<Field<Long>> values(List<Long> ids) {
    List<Field<Long>> values = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      values.add(val(ids.get(i), keys.get(i)));
    }
    return values;
  }

  /** Where a row stands in the order. */
  Position position(Record row) {
    return new Position(row.get(changedAt), keys.stream().map(row::get).toList());
  }
}
