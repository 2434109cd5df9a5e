package io.github.dhisadmin.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One day's data statistics, as stored in {@code dhis_admin.statistics_snapshot}. For hosts that
 * read the library's tables through JPA; the library itself does not.
 */
@Entity
@Table(schema = "dhis_admin", name = "statistics_snapshot")
public class StatisticsSnapshot {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "snapshot_id")
  private @Nullable Long snapshotId;

  @Column(name = "snapshot_date", nullable = false, unique = true)
  private LocalDate snapshotDate = LocalDate.EPOCH;

  @Column(name = "taken_at", nullable = false)
  private Instant takenAt = Instant.EPOCH;

  /** For the persistence provider. */
  protected StatisticsSnapshot() {}

  /** The snapshot's number; empty until it is stored. */
  public Optional<Long> snapshotId() {
    return Optional.ofNullable(snapshotId);
  }

  /** The day, in the server's local time. */
  public LocalDate snapshotDate() {
    return snapshotDate;
  }

  /** When it was stored, by the database's clock. */
  public Instant takenAt() {
    return takenAt;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StatisticsSnapshot that
        && snapshotId != null
        && snapshotId.equals(that.snapshotId);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(snapshotId);
  }
}
