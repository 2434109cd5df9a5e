package io.github.dhisadmin.sync;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be sent where. Immutable.
 *
 * @param target name of the server
 * @param kinds what is sent, at least one
 * @param pageSizes rows in a request where they differ from the default of the kind
 * @param strict whether everything since the last success is sent again unless all of it was taken
 */
public record DataSyncRequest(
    String target, Set<SyncKind> kinds, Map<SyncKind, Integer> pageSizes, boolean strict) {

  /**
   * Copies the kinds and sizes.
   *
   * @throws InvalidRequestException if there is no kind, or a size that DHIS2 would not take
   */
  public DataSyncRequest {
    SyncTarget.checkedName(target);
    if (kinds.isEmpty()) {
      throw new InvalidRequestException("Name at least one kind of data to send.");
    }
    pageSizes.forEach(SyncKind::checkedPageSize);
    kinds = Set.copyOf(kinds);
    pageSizes = Map.copyOf(pageSizes);
  }

  /** Everything that was added, changed or deleted since it was last sent. */
  public static DataSyncRequest to(String target) {
    return new DataSyncRequest(target, EnumSet.allOf(SyncKind.class), Map.of(), false);
  }

  /** The same for some kinds only. */
  public DataSyncRequest only(SyncKind... wanted) {
    return new DataSyncRequest(target, Set.copyOf(Arrays.asList(wanted)), pageSizes, strict);
  }

  /** The same with another page size for a kind. */
  public DataSyncRequest pageSize(SyncKind kind, int rows) {
    Map<SyncKind, Integer> sizes = new EnumMap<>(SyncKind.class);
    sizes.putAll(pageSizes);
    sizes.put(kind, rows);
    return new DataSyncRequest(target, kinds, sizes, strict);
  }

  /**
   * The same to the letter of DHIS2's documentation: what was taken stays with the server, but
   * unless everything was taken, everything since the last success is sent again.
   */
  public DataSyncRequest strictly() {
    return new DataSyncRequest(target, kinds, pageSizes, true);
  }

  /** What is sent, in the order of sending. */
  public List<SyncKind> order() {
    return kinds.stream().sorted().toList();
  }

  /** How many rows of a kind go into a request. */
  public int pageSize(SyncKind kind) {
    return pageSizes.getOrDefault(kind, kind.defaultPageSize());
  }
}
