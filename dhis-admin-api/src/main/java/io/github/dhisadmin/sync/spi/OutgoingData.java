package io.github.dhisadmin.sync.spi;

import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.SyncKind;
import java.time.LocalDateTime;
import java.util.List;

/** Data of this DHIS2 as they are sent to others: with uids, and without what must not be sent. */
public interface OutgoingData {

  /** Uids of the programs that a kind is split into, or one empty text where it is not split. */
  List<String> partitions(SyncKind kind);

  /** Up to when all changes can be seen, as no transaction under way can bring an earlier one. */
  LocalDateTime settledUntil();

  /** DHIS2's settings of synchronisation. */
  SyncSettings settings();

  /** Attributes and data elements that are mandatory but not to be synchronised, for people. */
  List<String> mandatoryButWithheld();

  /** Data values of a data set, without deleted ones. */
  List<OutgoingValue> values(ValueScope scope, Cancellation cancellation);

  /** How many rows there are in a window after its position. */
  long count(SyncStream stream, SyncWindow window);

  /**
   * The next rows of a window after its position, deleted ones among them.
   *
   * @param limit how many at most; fewer are returned only at the end of the window
   */
  List<OutgoingRow> page(
      SyncStream stream, SyncWindow window, int limit, Cancellation cancellation);

  /** Rows by their primary keys as they are now; what is no longer there is left out. */
  List<OutgoingRow> reload(SyncStream stream, List<List<Long>> ids, Cancellation cancellation);
}
