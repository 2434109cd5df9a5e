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
 * One run of integrity checks, as stored in {@code dhis_admin.integrity_run}. For hosts that read
 * the library's tables through JPA; the library itself does not.
 */
@Entity
@Table(schema = "dhis_admin", name = "integrity_run")
public class IntegrityRun {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "run_id")
  private @Nullable Long runId;

  @Enumerated(EnumType.STRING)
  @Column(name = "state", nullable = false, length = 20)
  private RunState state = RunState.RUNNING;

  @Column(name = "issues_stored", nullable = false)
  private boolean issuesStored;

  @Column(name = "started_at", nullable = false)
  private Instant startedAt = Instant.EPOCH;

  @Column(name = "finished_at")
  private @Nullable Instant finishedAt;

  /** For the persistence provider. */
  protected IntegrityRun() {}

  /** The run's number; empty until it is stored. */
  public Optional<Long> runId() {
    return Optional.ofNullable(runId);
  }

  /** How the run ended, or that it has not. */
  public RunState state() {
    return state;
  }

  /** Whether the run kept its issues, besides the counts. */
  public boolean issuesStored() {
    return issuesStored;
  }

  /** When the run began, by the database's clock. */
  public Instant startedAt() {
    return startedAt;
  }

  /** When the run ended, by the database's clock. */
  public Optional<Instant> finishedAt() {
    return Optional.ofNullable(finishedAt);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IntegrityRun that && runId != null && runId.equals(that.runId);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(runId);
  }
}
