package io.github.dhisadmin.model;

import io.github.dhisadmin.integrity.CheckStatus;
import io.github.dhisadmin.integrity.Severity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one check in a run, as stored in {@code dhis_admin.integrity_outcome}. For hosts
 * that read the library's tables through JPA; the library itself does not.
 */
@Entity
@Table(schema = "dhis_admin", name = "integrity_outcome")
public class IntegrityRunOutcome {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "outcome_id")
  private @Nullable Long outcomeId;

  @Column(name = "run_id", nullable = false)
  private long runId;

  @Column(name = "check_id", nullable = false, length = 255)
  private String checkId = "";

  @Enumerated(EnumType.STRING)
  @Column(name = "severity", nullable = false, length = 20)
  private Severity severity = Severity.INFO;

  @Enumerated(EnumType.STRING)
  @Column(name = "status", nullable = false, length = 20)
  private CheckStatus status = CheckStatus.PASSED;

  @Column(name = "issue_count", nullable = false)
  private long issueCount;

  @Column(name = "total_count")
  private @Nullable Long totalCount;

  @Column(name = "duration_ms", nullable = false)
  private long durationMs;

  @Column(name = "error")
  private @Nullable String error;

  /** For the persistence provider. */
  protected IntegrityRunOutcome() {}

  /** The outcome's number; empty until it is stored. */
  public Optional<Long> outcomeId() {
    return Optional.ofNullable(outcomeId);
  }

  /** The run it belongs to. */
  public long runId() {
    return runId;
  }

  /** Which check. */
  public String checkId() {
    return checkId;
  }

  /** How much the issues of the check mattered at that time. */
  public Severity severity() {
    return severity;
  }

  /** How the check ended. */
  public CheckStatus status() {
    return status;
  }

  /** Number of issues it found. */
  public long issueCount() {
    return issueCount;
  }

  /** Number of objects that could have had one. */
  public Optional<Long> totalCount() {
    return Optional.ofNullable(totalCount);
  }

  /** Time the check took. */
  public Duration duration() {
    return Duration.ofMillis(durationMs);
  }

  /** Why the check did not run to its end. */
  public Optional<String> error() {
    return Optional.ofNullable(error);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IntegrityRunOutcome that
        && outcomeId != null
        && outcomeId.equals(that.outcomeId);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(outcomeId);
  }
}
