package io.github.dhisadmin.job;

import io.github.dhisadmin.error.InvalidRequestException;
import java.time.Duration;

/**
 * What becomes of occurrences that were missed because no node was up, or all were busy.
 *
 * @param rule which of them run
 * @param maxLateness how late an occurrence may start; later ones are recorded as not run
 * @param cap how many missed occurrences {@link Rule#ALL} makes up for, at least 1
 */
public record MisfirePolicy(Rule rule, Duration maxLateness, int cap) {

  /** Four hours, as DHIS2's setting {@code jobsMaxCronDelayHours} is by default (2.42). */
  public static final Duration DEFAULT_MAX_LATENESS = Duration.ofHours(4);

  /** Refuses what makes no sense. */
  public MisfirePolicy {
    if (maxLateness.isNegative() || maxLateness.isZero()) {
      throw new InvalidRequestException("maxLateness must be positive, but is " + maxLateness);
    }
    if (cap < 1) {
      throw new InvalidRequestException("cap must be at least 1, but is " + cap + ".");
    }
  }

  /** The oldest missed occurrence that is not too late runs, for all of them. */
  public static MisfirePolicy once(Duration maxLateness) {
    return new MisfirePolicy(Rule.ONCE, maxLateness, 1);
  }

  /** An occurrence that is later than this does not run; the next one does at its time. */
  public static MisfirePolicy skip(Duration tolerance) {
    return new MisfirePolicy(Rule.SKIP, tolerance, 1);
  }

  /** Every missed occurrence that is not too late runs, one after the other, up to a number. */
  public static MisfirePolicy all(Duration maxLateness, int cap) {
    return new MisfirePolicy(Rule.ALL, maxLateness, cap);
  }

  /** Which of the missed occurrences run. */
  public enum Rule {
    /** One for all. */
    ONCE,
    /** None. */
    SKIP,
    /** Each. */
    ALL
  }
}
