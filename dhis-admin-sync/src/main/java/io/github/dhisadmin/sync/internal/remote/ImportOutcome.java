package io.github.dhisadmin.sync.internal.remote;

import io.github.dhisadmin.sync.RowState;
import java.util.List;

/**
 * What the server made of a page.
 *
 * @param rows one outcome per row that was sent, in the order of sending
 * @param counts what the server counted, in its own way
 */
public record ImportOutcome(List<RowOutcome> rows, ImportCounts counts) {

  /** Copies the rows. */
  public ImportOutcome {
    rows = List.copyOf(rows);
  }

  /** Whether some rows can only be told apart by sending fewer of them at a time. */
  public boolean isVague() {
    return rows.stream().anyMatch(row -> row.state() == RowState.UNKNOWN);
  }
}
