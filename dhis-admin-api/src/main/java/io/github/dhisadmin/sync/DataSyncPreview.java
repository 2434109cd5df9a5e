package io.github.dhisadmin.sync;

import java.util.List;

/**
 * What a synchronisation would send if it began now.
 *
 * @param parts one per kind, and per program where a kind is split
 * @param warnings what may keep synchronisation from working, or from being safe
 */
public record DataSyncPreview(List<Part> parts, List<String> warnings) {

  /** Copies the lists. */
  public DataSyncPreview {
    parts = List.copyOf(parts);
    warnings = List.copyOf(warnings);
  }

  /**
   * What would be sent of one kind.
   *
   * @param kind what would be sent
   * @param partition uid of the program; empty where a kind is not split
   * @param rows added, changed or deleted since they were last sent
   * @param retries refused before and due again
   * @param samples keys of the first rows
   */
  public record Part(
      SyncKind kind, String partition, long rows, long retries, List<String> samples) {

    /** Copies the samples. */
    public Part {
      samples = List.copyOf(samples);
    }
  }
}
