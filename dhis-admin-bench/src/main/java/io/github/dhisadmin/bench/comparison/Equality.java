package io.github.dhisadmin.bench.comparison;

import java.util.List;

/**
 * Whether two sets of data value tables hold the same rows.
 *
 * @param oursRows rows of the library's tables
 * @param peerRows rows of DHIS2's tables
 * @param onlyOurs rows that only the library's tables have, counting repetitions
 * @param onlyPeer rows that only DHIS2's tables have, counting repetitions
 * @param differentStatistics rows whose outlier statistics differ by more than a billionth
 * @param notes partitions and columns that one side lacks, and examples of differing rows
 */
public record Equality(
    long oursRows,
    long peerRows,
    long onlyOurs,
    long onlyPeer,
    long differentStatistics,
    List<String> notes) {
  /** Copies the notes. */
  public Equality {
    notes = List.copyOf(notes);
  }

  /** Whether nothing differs. */
  public boolean isEqual() {
    return oursRows == peerRows
        && onlyOurs == 0
        && onlyPeer == 0
        && differentStatistics == 0
        && notes.isEmpty();
  }
}
