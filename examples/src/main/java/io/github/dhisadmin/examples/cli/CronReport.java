package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.job.cron.CronExpression;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What a cron expression means.
 *
 * @param expression the expression as given
 * @param normalized with numbers for names and macros
 * @param explanation in words
 * @param zone where its hours are told
 * @param next the next times, with the offset of the zone
 */
record CronReport(
    String expression, String normalized, String explanation, String zone, List<String> next)
    implements Report {
  private static final DateTimeFormatter WEEKDAY =
      DateTimeFormatter.ofPattern("EEE", Locale.ENGLISH);

  static CronReport of(CronExpression expression, ZoneId zone, List<ZonedDateTime> next) {
    return new CronReport(
        expression.text(),
        expression.normalized(),
        expression.explain(),
        zone.getId(),
        next.stream().map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format).toList());
  }

  @Override
  public void writeText(PrintWriter out) {
    out.println(expression + " in " + zone + ": " + explanation);
    TextTable times = new TextTable();
    for (String time : next) {
      times.row(WEEKDAY.format(ZonedDateTime.parse(time)), time);
    }
    times.writeTo(out);
  }
}
