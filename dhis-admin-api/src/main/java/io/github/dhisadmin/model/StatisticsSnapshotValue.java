package io.github.dhisadmin.model;

import io.github.dhisadmin.statistics.StatisticsGroup;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One number of a day's data statistics, as stored in {@code dhis_admin.statistics_value}. For
 * hosts that read the library's tables through JPA; the library itself does not.
 */
@Entity
@Table(schema = "dhis_admin", name = "statistics_value")
public class StatisticsSnapshotValue {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "value_id")
  private @Nullable Long valueId;

  @Column(name = "snapshot_id", nullable = false)
  private long snapshotId;

  @Enumerated(EnumType.STRING)
  @Column(name = "measure_group", nullable = false, length = 30)
  private StatisticsGroup group = StatisticsGroup.OBJECTS;

  @Column(name = "measure_name", nullable = false, length = 255)
  private String name = "";

  @Column(name = "measured", nullable = false)
  private long measured;

  /** For the persistence provider. */
  protected StatisticsSnapshotValue() {}

  /** The row's number; empty until it is stored. */
  public Optional<Long> valueId() {
    return Optional.ofNullable(valueId);
  }

  /** The snapshot that it belongs to. */
  public long snapshotId() {
    return snapshotId;
  }

  /** What kind of number it is. */
  public StatisticsGroup group() {
    return group;
  }

  /** Of which objects, window or table. */
  public String name() {
    return name;
  }

  /** The number. */
  public long measured() {
    return measured;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StatisticsSnapshotValue that
        && valueId != null
        && valueId.equals(that.valueId);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(valueId);
  }
}
