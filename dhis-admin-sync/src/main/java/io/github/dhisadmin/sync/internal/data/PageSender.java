package io.github.dhisadmin.sync.internal.data;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.sync.internal.remote.RowOutcome;
import io.github.dhisadmin.sync.spi.OutgoingRow;
import java.util.List;
import java.util.function.Supplier;

/** Sends a page of rows of one kind. */
@FunctionalInterface
interface PageSender {
  /** How many requests a page may take until its bad rows are found. */
  int REQUESTS_PER_PAGE = 64;

  /**
   * Sends rows.
   *
   * @return one outcome per row, in the order of the rows
   * @throws RemoteException if the server has trouble that fewer rows would not cure
   */
  List<RowOutcome> send(List<OutgoingRow> rows);

  /**
   * Does what can be done before it is the turn of rows.
   *
   * @return sends them
   */
  default Supplier<List<RowOutcome>> prepare(List<OutgoingRow> rows) {
    return () -> send(rows);
  }
}
