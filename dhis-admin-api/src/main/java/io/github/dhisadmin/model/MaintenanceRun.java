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
 * One execution of a maintenance operation, as stored in {@code dhis_admin.maintenance_run}. For
 * hosts that read the library's tables through JPA; the library itself does not.
 */
@Entity
@Table(schema = "dhis_admin", name = "maintenance_run")
public class MaintenanceRun {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "run_id")
  private @Nullable Long runId;

  @Column(name = "operation", nullable = false, length = 60)
  private String operation = "";

  @Column(name = "parameters", nullable = false)
  private String parameters = "";

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
  protected MaintenanceRun() {}

  /** The execution's number; empty until it is stored. */
  public Optional<Long> runId() {
    return Optional.ofNullable(runId);
  }

  /** The operation's name. */
  public String operation() {
    return operation;
  }

  /** Its parameters, as text. */
  public String parameters() {
    return parameters;
  }

  /** How it ended, or that it has not. */
  public RunState state() {
    return state;
  }

  /** When it began, by the database's clock. */
  public Instant startedAt() {
    return startedAt;
  }

  /** When it ended, by the database's clock. */
  public Optional<Instant> finishedAt() {
    return Optional.ofNullable(finishedAt);
  }

  /** Why it stopped or was refused. */
  public Optional<String> error() {
    return Optional.ofNullable(error);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MaintenanceRun that && runId != null && runId.equals(that.runId);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(runId);
  }
}
