package io.github.dhisadmin.model;

import io.github.dhisadmin.integrity.Severity;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One issue that a run kept, as stored in {@code dhis_admin.integrity_issue}. For hosts that read
 * the library's tables through JPA; the library itself does not.
 */
@Entity
@Table(schema = "dhis_admin", name = "integrity_issue")
public class IntegrityRunIssue {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "issue_id")
  private @Nullable Long issueId;

  @Column(name = "run_id", nullable = false)
  private long runId;

  @Column(name = "check_id", nullable = false, length = 255)
  private String checkId = "";

  @Column(name = "fingerprint", nullable = false)
  private UUID fingerprint = new UUID(0, 0);

  @Enumerated(EnumType.STRING)
  @Column(name = "severity", nullable = false, length = 20)
  private Severity severity = Severity.INFO;

  @Column(name = "object_id")
  private @Nullable String objectId;

  @Column(name = "object_name", nullable = false)
  private String objectName = "";

  @Column(name = "issue_comment", nullable = false)
  private String comment = "";

  @Column(name = "refs", nullable = false, columnDefinition = "jsonb")
  private String refs = "[]";

  /** For the persistence provider. */
  protected IntegrityRunIssue() {}

  /** The issue's number, growing within a check; empty until it is stored. */
  public Optional<Long> issueId() {
    return Optional.ofNullable(issueId);
  }

  /** The run it belongs to. */
  public long runId() {
    return runId;
  }

  /** The check that found it. */
  public String checkId() {
    return checkId;
  }

  /** The same for the same issue in every run that found it. */
  public UUID fingerprint() {
    return fingerprint;
  }

  /** How much it matters. */
  public Severity severity() {
    return severity;
  }

  /** The object's uid, or what stands for it. */
  public Optional<String> objectId() {
    return Optional.ofNullable(objectId);
  }

  /** The object's name. */
  public String objectName() {
    return objectName;
  }

  /** What is wrong with it. */
  public String comment() {
    return comment;
  }

  /** Other objects it has to do with, as a JSON array of objects with type, uid and name. */
  public String refs() {
    return refs;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IntegrityRunIssue that
        && issueId != null
        && issueId.equals(that.issueId);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(issueId);
  }
}
