package io.github.dhisadmin.analytics;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a partition, or a table without partitions, is expected to become.
 *
 * @param name its name in the database; the table's own if its years are not known yet
 * @param rows number of rows
 * @param tableBytes bytes of disk its rows take
 * @param indexBytes bytes of disk its indexes take
 * @param servingBytes bytes of disk that the one it replaces takes now
 * @param basis what this is told from
 * @param workOrNull work time, told from earlier runs; null if none built it or others of its type
 */
public record PartitionEstimate(
    String name,
    long rows,
    long tableBytes,
    long indexBytes,
    long servingBytes,
    EstimateBasis basis,
    @Nullable Duration workOrNull) {

  /** Bytes of disk it takes with its indexes. */
  public long bytes() {
    return tableBytes + indexBytes;
  }

  /** Work time, if earlier runs tell. */
  public Optional<Duration> work() {
    return Optional.ofNullable(workOrNull);
  }
}
