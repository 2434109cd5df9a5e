package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.CronPreview;
import io.github.dhisadmin.job.cron.CronExpression;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says in words what a cron expression means, and when it comes true next; needs no database. */
@Command(
    name = "explain",
    description = "Says in words what an expression means, and when it comes true next.",
    footer = {
      "",
      "An expression has six fields: seconds, minutes, hours, day of month, month, day of week;",
      "or is one of @yearly, @monthly, @weekly, @daily, @hourly. Quote it: '0 0 3 * * MON'."
    })
final class CronExplainCommand implements Callable<Integer> {
  private static final int MOST_TIMES = 1_000;

  private final CommandContext context;
  private final Clock clock;

  @Parameters(paramLabel = "EXPR", description = "The expression, in quotes.")
  private String expression = "";

  @Option(
      names = "--zone",
      paramLabel = "Z",
      description = "The zone of its hours, as in Africa/Kigali (default: this machine's).")
  private @Nullable ZoneId zone;

  @Option(names = "--count", paramLabel = "N", description = "How many times to tell (default: 5).")
  private int count = 5;

  @Option(
      names = "--after",
      paramLabel = "TIME",
      description = "After when, as in 2026-03-28T00:00:00Z (default: now).")
  private @Nullable Instant after;

  CronExplainCommand(CommandContext context, Clock clock) {
    this.context = context;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (count < 1 || count > MOST_TIMES) {
      throw new UsageException("--count is a number from 1 to " + MOST_TIMES + ".");
    }
    CronExpression cron = CronExpression.of(expression);
    Instant start = after == null ? clock.instant() : after;
    ZoneId hours = zone == null ? ZoneId.systemDefault() : zone;
    CronReport report = CronReport.of(cron, hours, CronPreview.of(cron, hours).next(start, count));
    context.output().write(zone == null ? report.inThisMachinesZone() : report);
    return ExitStatus.DONE;
  }
}
