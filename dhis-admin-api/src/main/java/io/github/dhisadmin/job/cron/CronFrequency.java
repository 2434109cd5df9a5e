package io.github.dhisadmin.job.cron;

/** The frequencies that DHIS2's scheduler offers beside expressions of one's own. */
public enum CronFrequency {
  /** At every full hour. */
  EVERY_HOUR("Every hour", "0 0 * ? * *"),
  /** Every day at midnight. */
  EVERY_DAY_AT_MIDNIGHT("Every day at midnight", "0 0 0 ? * *"),
  /** Every day at three in the morning. */
  EVERY_DAY_AT_3_AM("Every day at 3 AM", "0 0 3 ? * *"),
  /** Every day at noon. */
  EVERY_DAY_AT_NOON("Every day at noon", "0 0 12 ? * *"),
  /** Every Monday at three in the morning. */
  EVERY_WEEK("Every week", "0 0 3 ? * MON");

  private final String title;
  private final String expression;

  CronFrequency(String title, String expression) {
    this.title = title;
    this.expression = expression;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** The expression that it stands for. */
  public CronExpression expression() {
    return CronExpression.of(expression);
  }
}
