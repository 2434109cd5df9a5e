package io.github.dhisadmin.bench.analytics;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * A number that is aimed at, and what was measured.
 *
 * @param work of what
 * @param bound on which side of the limit it should be
 * @param limit the number that is aimed at
 * @param measured the number that was measured
 */
record Aim(String work, Bound bound, double limit, double measured) {
  /** Which numbers are good. */
  enum Bound {
    /** The limit and what is above it. */
    AT_LEAST,
    /** The limit and what is below it. */
    AT_MOST
  }

  static Aim atLeast(double limit, String work, double measured) {
    return new Aim(work, Bound.AT_LEAST, limit, measured);
  }

  static Aim atMost(double limit, String work, double measured) {
    return new Aim(work, Bound.AT_MOST, limit, measured);
  }

  /** Whether what was measured is on the right side. */
  @JsonProperty
  boolean reached() {
    return bound == Bound.AT_LEAST ? measured >= limit : measured <= limit;
  }

  /** A row of a table with work, aim, measured and outcome. */
  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %s %s | %s | %s |",
        work,
        bound == Bound.AT_LEAST ? "≥" : "≤",
        limit == Math.rint(limit) ? String.valueOf((long) limit) : String.valueOf(limit),
        String.format(Locale.ROOT, measured < 10 ? "%.2f" : "%.1f", measured),
        reached() ? "reached" : "missed");
  }
}
