package io.github.dhisadmin.model;

import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.job.RunStatus;
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
 * One run of a job, as stored in {@code dhis_admin.job_run}. For hosts that read the library's
 * tables through JPA; the library itself does not.
 */
@Entity
@Table(schema = "dhis_admin", name = "job_run")
public class JobExecution {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "run_id")
  private @Nullable Long runId;

  @Column(name = "job_id", nullable = false)
  private long jobId;

  @Column(name = "job_uid", nullable = false, length = 11)
  private String jobUid = "";

  @Column(name = "job_name", nullable = false, length = 230)
  private String jobName = "";

  @Column(name = "job_type", nullable = false, length = 100)
  private String jobType = "";

  @Column(name = "scheduled_for", nullable = false)
  private Instant scheduledFor = Instant.EPOCH;

  @Column(name = "attempt", nullable = false)
  private int attempt;

  @Enumerated(EnumType.STRING)
  @Column(name = "reason", nullable = false, length = 20)
  private DueReason reason = DueReason.SCHEDULE;

  @Enumerated(EnumType.STRING)
  @Column(name = "status", nullable = false, length = 20)
  private RunStatus status = RunStatus.RUNNING;

  @Column(name = "node", nullable = false, length = 100)
  private String node = "";

  @Column(name = "fence", nullable = false)
  private long fence;

  @Column(name = "started_at", nullable = false)
  private Instant startedAt = Instant.EPOCH;

  @Column(name = "finished_at")
  private @Nullable Instant finishedAt;

  @Column(name = "error")
  private @Nullable String error;

  @Column(name = "progress", columnDefinition = "jsonb")
  private @Nullable String progress;

  /** For the persistence provider. */
  protected JobExecution() {}

  /** The run's number; empty until it is stored. */
  public Optional<Long> runId() {
    return Optional.ofNullable(runId);
  }

  /** Number of the job, which need no longer exist. */
  public long jobId() {
    return jobId;
  }

  /** Identifier of the job. */
  public String jobUid() {
    return jobUid;
  }

  /** How the job was called then. */
  public String jobName() {
    return jobName;
  }

  /** The job's type. */
  public String jobType() {
    return jobType;
  }

  /** The occurrence: the time of the schedule, or of the wish to run it. */
  public Instant scheduledFor() {
    return scheduledFor;
  }

  /** Which attempt at the occurrence, from 1. */
  public int attempt() {
    return attempt;
  }

  /** Why it ran. */
  public DueReason reason() {
    return reason;
  }

  /** How it ended, or that it has not. */
  public RunStatus status() {
    return status;
  }

  /** Where it ran. */
  public String node() {
    return node;
  }

  /** Which claim of the job it was. */
  public long fence() {
    return fence;
  }

  /** When it began, by the database's clock. */
  public Instant startedAt() {
    return startedAt;
  }

  /** When it ended, by the database's clock. */
  public Optional<Instant> finishedAt() {
    return Optional.ofNullable(finishedAt);
  }

  /** What went wrong. */
  public Optional<String> error() {
    return Optional.ofNullable(error);
  }

  /** How far it came, as JSON. */
  public Optional<String> progress() {
    return Optional.ofNullable(progress);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JobExecution that && runId != null && runId.equals(that.runId);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(runId);
  }
}
