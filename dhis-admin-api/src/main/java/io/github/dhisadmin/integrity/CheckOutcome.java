package io.github.dhisadmin.integrity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What became of one check.
 *
 * @param check which check
 * @param status how it ended
 * @param count number of issues; 0 unless it ran to its end
 * @param totalOrNull number of objects that could have had an issue; null if that is no number or
 *     unknown
 * @param issues the issues in a stable order, at most as many as asked for; empty in a summary
 * @param duration time it took
 * @param errorOrNull why it did not run to its end; null if it did
 */
public record CheckOutcome(
    IntegrityCheck check,
    CheckStatus status,
    long count,
    @Nullable Long totalOrNull,
    List<IntegrityIssue> issues,
    Duration duration,
    @Nullable String errorOrNull) {
  private static final int PERCENTAGE_SCALE = 4;

  /** Keeps its own copy. */
  public CheckOutcome {
    issues = List.copyOf(issues);
  }

  /** Number of objects that could have had an issue. */
  public OptionalLong total() {
    return totalOrNull == null ? OptionalLong.empty() : OptionalLong.of(totalOrNull);
  }

  /** Issues in a hundred objects, to four decimals; empty without objects or a total. */
  public Optional<BigDecimal> percentage() {
    if (totalOrNull == null || totalOrNull == 0) {
      return Optional.empty();
    }
    return Optional.of(
        BigDecimal.valueOf(count)
            .multiply(BigDecimal.valueOf(100))
            .divide(BigDecimal.valueOf(totalOrNull), PERCENTAGE_SCALE, RoundingMode.HALF_UP));
  }

  /** Whether there are more issues than the outcome holds. */
  public boolean truncated() {
    return count > issues.size();
  }

  /**
   * Whether it found issues as grave as this or graver. Where not all issues are at hand, those
   * that are not count with the severity of the check.
   */
  public boolean reaches(Severity severity) {
    boolean unseen = truncated() && check.severity().isAtLeast(severity);
    return unseen || issues.stream().anyMatch(issue -> issue.severity().isAtLeast(severity));
  }

  /** Why the check did not run to its end. */
  public Optional<String> error() {
    return Optional.ofNullable(errorOrNull);
  }
}
