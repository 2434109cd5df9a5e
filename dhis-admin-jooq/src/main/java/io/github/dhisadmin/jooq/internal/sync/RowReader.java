package io.github.dhisadmin.jooq.internal.sync;

import io.github.dhisadmin.sync.spi.OutgoingRow;
import io.github.dhisadmin.sync.spi.SyncWindow;
import java.time.LocalDateTime;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/** Reads rows of one kind as they are sent to others. */
interface RowReader {

  /** How many rows there are in a window after its position. */
  long count(DSLContext ctx, String partition, SyncWindow window);

  /** The next rows of a window after its position. */
  List<OutgoingRow> page(DSLContext ctx, String partition, SyncWindow window, int limit);

  /** Rows by their primary keys; what is no longer there is left out. */
  List<OutgoingRow> reload(DSLContext ctx, String partition, List<List<Long>> ids);

  /** That a row was changed within a window. */
  static Condition within(Field<LocalDateTime> changedAt, SyncWindow window) {
    return changedAt.ge(window.from()).and(changedAt.lt(window.to()));
  }
}
