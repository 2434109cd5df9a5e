package io.github.dhisadmin.job.cron;

import io.github.dhisadmin.error.InvalidRequestException;

/**
 * An expression as it was given.
 *
 * @param text the expression, without spaces around it
 */
record CronText(String text) {

  /** Whether it is a macro, or meant to be one. */
  boolean isMacro() {
    return text.startsWith("@");
  }

  /**
   * What to throw if it cannot be read.
   *
   * @param place the part of it that is wrong, such as a field
   * @param index where that begins
   * @param message what is wrong, and the way out
   */
  InvalidRequestException problem(String place, int index, String message) {
    String position = isMacro() ? "" : ", position " + (index + 1);
    return new InvalidRequestException(
        "Cron expression '" + text + "', " + place + position + ": " + message);
  }
}
