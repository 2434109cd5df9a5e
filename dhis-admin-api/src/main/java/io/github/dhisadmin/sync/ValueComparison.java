package io.github.dhisadmin.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Data values here beside those of a server. Deleted ones count on neither side.
 *
 * @param here what this DHIS2 holds
 * @param there what the server holds
 * @param differences in the order of their keys, at most as many as were asked for
 * @param differing how many differences there are
 */
public record ValueComparison(Side here, Side there, List<Difference> differences, long differing) {

  /** Copies the differences. */
  public ValueComparison {
    differences = List.copyOf(differences);
  }

  /** Whether both hold the same. */
  public boolean isSame() {
    return differing == 0;
  }

  /**
   * What one side holds.
   *
   * @param values how many
   * @param checksum SHA-256 over keys, values and comments, in the order of the keys
   */
  public record Side(long values, String checksum) {}

  /**
   * A value that is not the same on both sides.
   *
   * @param key uids and period that identify it
   * @param hereOrNull the value and its comment here; null if there is none
   * @param thereOrNull the value and its comment there; null if there is none
   */
  public record Difference(
      String key, @Nullable Content hereOrNull, @Nullable Content thereOrNull) {}

  /** What was entered; both are empty where nothing was. */
  public record Content(String value, String comment) {}
}
