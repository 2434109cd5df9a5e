package io.github.dhisadmin.core.internal.job.cron;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.github.dhisadmin.job.cron.CronExpression;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The local times of a cron expression. Those within a day are searched by cron-utils, which is
 * given numbers alone, as it takes no step of 24 hours. Days are found here: of those that the
 * calendar decides, such as the last of a month, cron-utils drops what stands in lists and fails on
 * the 31st of shorter months, and rare days take it long.
 */
final class LocalTimes {
  private static final String EVERY_DAY = " * * *";

  /** To make one takes far longer than to read an expression with it. */
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.SPRING53));

  private final CronExpression expression;
  private final ExecutionTime timesOfDay;

  LocalTimes(CronExpression expression) {
    this.expression = expression;
    String[] fields = expression.normalized().split(" ", -1);
    String hours =
        expression.hours().stream().map(String::valueOf).collect(Collectors.joining(","));
    this.timesOfDay =
        ExecutionTime.forCron(PARSER.parse(fields[0] + " " + fields[1] + " " + hours + EVERY_DAY));
  }

  /** The first after a time that is a whole second. */
  Optional<LocalDateTime> next(LocalDateTime after) {
    return nextOfAnyDay(after)
        .flatMap(
            time ->
                expression.includes(time.toLocalDate())
                    ? Optional.of(time)
                    : nextOfAnyDay(justBefore(includedDay(time.toLocalDate()))));
  }

  private Optional<LocalDateTime> nextOfAnyDay(LocalDateTime after) {
    // Any zone without changes of the clock does; what happens at these is not for cron-utils.
    return timesOfDay
        .nextExecution(after.atZone(ZoneOffset.UTC))
        .map(time -> time.toLocalDateTime());
  }

  /** The first day from this on; there is one, as an expression names a day that comes. */
  private LocalDate includedDay(LocalDate from) {
    LocalDate day = from;
    while (!expression.includes(day)) {
      day = day.plusDays(1);
    }
    return day;
  }

  private static LocalDateTime justBefore(LocalDate day) {
    return day.atStartOfDay().minusSeconds(1);
  }
}
