package io.github.dhisadmin.sync.internal.data;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.sync.internal.remote.RowOutcome;
import io.github.dhisadmin.sync.spi.OutgoingRow;
import java.util.List;

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
}
