package io.github.dhisadmin.job.cron;

/**
 * Numbers at one distance from each other, as one item of a field gives them.
 *
 * @param form how it was written
 * @param first the first number
 * @param last where they end; not one of them if the step does not meet it
 * @param step the distance
 */
record Span(Form form, int first, int last, int step) {

  /** How numbers can be written. */
  enum Form {
    /** A number alone. */
    NUMBER,
    /** All numbers, or all at one distance. */
    ALL,
    /** Two numbers with a hyphen. */
    RANGE,
    /** A number followed by a step, which goes on to the end of the field. */
    ONWARD
  }

  /** The numbers as bits. */
  long bits() {
    long bits = 0;
    for (int number = first; number <= last; number += step) {
      bits |= 1L << number;
    }
    return bits;
  }

  /** How it is written in a cron expression, with numbers instead of names. */
  String spelling() {
    String steps = step == 1 ? "" : "/" + step;
    return switch (form) {
      case NUMBER -> Integer.toString(first);
      case ALL -> "*" + steps;
      case RANGE -> first + "-" + last + steps;
      case ONWARD -> first + "/" + step;
    };
  }
}
