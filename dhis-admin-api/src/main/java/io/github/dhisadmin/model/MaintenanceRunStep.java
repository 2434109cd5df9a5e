package io.github.dhisadmin.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one step of an execution was to change and has changed, as stored in {@code
 * dhis_admin.maintenance_step}. For hosts that read the library's tables through JPA; the library
 * itself does not.
 */
@Entity
@Table(schema = "dhis_admin", name = "maintenance_step")
public class MaintenanceRunStep {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "step_id")
  private @Nullable Long stepId;

  @Column(name = "run_id", nullable = false)
  private long runId;

  @Column(name = "step", nullable = false, length = 60)
  private String step = "";

  @Column(name = "planned", nullable = false)
  private long planned;

  @Column(name = "done", nullable = false)
  private long done;

  /** For the persistence provider. */
  protected MaintenanceRunStep() {}

  /** The row's number, growing within an execution; empty until it is stored. */
  public Optional<Long> stepId() {
    return Optional.ofNullable(stepId);
  }

  /** The execution it belongs to. */
  public long runId() {
    return runId;
  }

  /** The step's name. */
  public String step() {
    return step;
  }

  /** Number of rows or objects it was to change. */
  public long planned() {
    return planned;
  }

  /** Number of rows or objects it has changed. */
  public long done() {
    return done;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MaintenanceRunStep that && stepId != null && stepId.equals(that.stepId);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(stepId);
  }
}
