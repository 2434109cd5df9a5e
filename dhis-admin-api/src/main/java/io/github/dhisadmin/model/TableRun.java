package io.github.dhisadmin.model;

import io.github.dhisadmin.run.RunState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run that built resource or analytics tables, as stored in {@code dhis_admin.table_run}. For
 * hosts that read the library's tables through JPA; the library itself does not.
 */
@Entity
@Table(schema = "dhis_admin", name = "table_run")
public class TableRun {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "run_id")
  private @Nullable Long runId;

  @Enumerated(EnumType.STRING)
  @Column(name = "kind", nullable = false, length = 30)
  private TableRunKind kind = TableRunKind.RESOURCE_TABLES;

  @Enumerated(EnumType.STRING)
  @Column(name = "state", nullable = false, length = 20)
  private RunState state = RunState.RUNNING;

  @Column(name = "started_at", nullable = false)
  private Instant startedAt = Instant.EPOCH;

  @Column(name = "finished_at")
  private @Nullable Instant finishedAt;

  @Column(name = "error")
  private @Nullable String error;

  /** For the persistence provider. */
  protected TableRun() {}

  /** The run's number; empty until it is stored. */
  public Optional<Long> runId() {
    return Optional.ofNullable(runId);
  }

  /** What was built. */
  public TableRunKind kind() {
    return kind;
  }

  /** How the run ended, or that it has not. */
  public RunState state() {
    return state;
  }

  /** When the run began, by the database's clock. */
  public Instant startedAt() {
    return startedAt;
  }

  /** When the run ended, by the database's clock. */
  public Optional<Instant> finishedAt() {
    return Optional.ofNullable(finishedAt);
  }

  /** What went wrong first; empty if nothing did, or nobody was left to say. */
  public Optional<String> error() {
    return Optional.ofNullable(error);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TableRun that && runId != null && runId.equals(that.runId);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(runId);
  }
}
