package io.github.dhisadmin.core.internal.job.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.scheduling.support.CronExpression;

/** The times of a cron expression as DHIS2 has them: by Spring. */
record SpringTimes(CronExpression expression) {

  static boolean accepts(String text) {
    return CronExpression.isValidExpression(text);
  }

  static SpringTimes of(String text) {
    return new SpringTimes(CronExpression.parse(text));
  }

  /** All times after another; ends where Spring gives up searching. */
  Stream<Instant> after(Instant start, ZoneId zone) {
    return Stream.iterate(expression.next(start.atZone(zone)), Objects::nonNull, expression::next)
        .map(time -> time.toInstant());
  }
}
