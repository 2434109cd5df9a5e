package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.job.cron.CronExpression;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a cron expression means.
 *
 * @param expression the expression as given
 * @param normalized with numbers for names and macros
 * @param explanation in words
 * @param zone where its hours are told
 * @param next the next times, with the offset of the zone
 * @param messages what may surprise about them
 */
record CronReport(
    String expression,
    String normalized,
    String explanation,
    String zone,
    List<String> next,
    List<String> messages)
    implements Report {
  private static final DateTimeFormatter WEEKDAY =
      DateTimeFormatter.ofPattern("EEE", Locale.ENGLISH);

  static CronReport of(CronExpression expression, ZoneId zone, List<ZonedDateTime> next) {
    return new CronReport(
        expression.text(),
        expression.normalized(),
        expression.explain(),
        zone.getId(),
        next.stream().map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format).toList(),
        next.stream().flatMap(CronReport::gapBefore).toList());
  }

  private static Stream<String> gapBefore(ZonedDateTime time) {
    ZoneOffsetTransition change =
        time.getZone().getRules().previousTransition(time.toInstant().plusNanos(1));
    return change != null && change.isGap() && change.getInstant().equals(time.toInstant())
        ? Stream.of(
            time.toLocalDate()
                + ": clocks are put forward from "
                + change.getDateTimeBefore().toLocalTime()
                + " to "
                + change.getDateTimeAfter().toLocalTime()
                + ".")
        : Stream.of();
  }

  /** The same when nobody has named the zone: a scheduler may run elsewhere. */
  CronReport inThisMachinesZone() {
    List<String> all = new ArrayList<>(messages);
    all.add("The hours are told in the zone of this machine, " + zone + "; see --zone.");
    return new CronReport(expression, normalized, explanation, zone, next, all);
  }

  @Override
  public void writeText(PrintWriter out) {
    out.println(expression + " in " + zone + ": " + explanation);
    TextTable times = new TextTable();
    for (String time : next) {
      times.row(WEEKDAY.format(ZonedDateTime.parse(time)), time);
    }
    times.writeTo(out);
    messages.forEach(out::println);
  }
}
