package io.github.dhisadmin.core.internal.job.cron;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.github.dhisadmin.job.cron.CronExpression;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The local times of a cron expression. They are searched by cron-utils, which is given numbers
 * alone: it takes no step of 24 hours, and of the days that a calendar decides, such as the last of
 * a month, it drops those in lists, and fails on the 31st of shorter months. It searches among all
 * days of that field instead, and what it finds is compared with the expression.
 */
final class LocalTimes {
  private static final int HOURS = 2;
  private static final int DAY_OF_MONTH = 3;
  private static final int DAY_OF_WEEK = 5;
  private static final Pattern BY_CALENDAR = Pattern.compile(".*[LW#].*");
  private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

  private final CronExpression expression;
  private final ExecutionTime search;

  LocalTimes(CronExpression expression) {
    this.expression = expression;
    String[] fields = expression.normalized().split(" ");
    fields[HOURS] =
        expression.hours().stream().map(String::valueOf).collect(Collectors.joining(","));
    for (int field : new int[] {DAY_OF_MONTH, DAY_OF_WEEK}) {
      if (BY_CALENDAR.matcher(fields[field]).matches()) {
        fields[field] = "*";
      }
    }
    CronParser parser =
        new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.SPRING53));
    this.search = ExecutionTime.forCron(parser.parse(String.join(" ", fields)));
  }

  /** The first after a time that is a whole second. */
  Optional<LocalDateTime> next(LocalDateTime after) {
    // Any zone without changes of the clock does; what happens at these is not for cron-utils.
    ZonedDateTime from = after.atZone(ZoneOffset.UTC);
    while (true) {
      Optional<ZonedDateTime> found = search.nextExecution(from);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      LocalDateTime time = found.get().toLocalDateTime();
      if (expression.includes(time.toLocalDate())) {
        return Optional.of(time);
      }
      from = time.with(LAST_SECOND).atZone(ZoneOffset.UTC);
    }
  }
}
