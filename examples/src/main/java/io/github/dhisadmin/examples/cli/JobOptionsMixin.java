package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.RetryPolicy;
import io.github.dhisadmin.job.Schedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said of a job when it is created or changed. */
final class JobOptionsMixin {
  @Option(
      names = "--cron",
      paramLabel = "EXPR",
      description = "Runs at the times of a cron expression, as '0 0 2 * * *' or @daily.")
  private @Nullable String cron;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Where the hours of --cron are told, as Africa/Kigali (default: UTC).")
  private @Nullable String zone;

  @Option(names = "--delay", paramLabel = "SECONDS", description = "Runs so long after it ended.")
  private @Nullable Long delay;

  @Option(names = "--every", paramLabel = "SECONDS", description = "Runs at even intervals.")
  private @Nullable Long every;

  @Option(names = "--at", paramLabel = "TIME", description = "Runs once, as 2026-03-01T02:00:00Z.")
  private @Nullable String at;

  @Option(names = "--on-demand", description = "Runs only when somebody says so.")
  private boolean manual;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the type; several values of a list are separated by commas.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--priority", paramLabel = "0..100", description = "Before others that are due.")
  private @Nullable Integer priority;

  @Option(names = "--attempts", paramLabel = "N", description = "Tries a failed run so often.")
  private @Nullable Integer attempts;

  @Option(
      names = "--run-as",
      paramLabel = "UID",
      description =
          "The DHIS2 user in whose name it runs; it does not run while that user is gone"
              + " or disabled.")
  private @Nullable String runAs;

  Map<String, String> parameters() {
    return parameters;
  }

  /** The definition as the options change it. */
  <P extends Record> JobDefinition<P> applyTo(JobDefinition<P> definition) {
    JobDefinition<P> changed = schedule().map(definition::on).orElse(definition);
    if (priority != null) {
      changed = changed.priority(priority);
    }
    if (runAs != null) {
      changed = changed.runAs(runAs);
    }
    return attempts == null ? changed : changed.retry(RetryPolicy.attempts(attempts));
  }

  /**
   * The schedule, of a job of which nothing else can be changed.
   *
   * @param name what else the job was to be called, which is refused as well
   */
  Schedule scheduleAlone(@Nullable String name) {
    if (name != null
        || !parameters.isEmpty()
        || priority != null
        || attempts != null
        || runAs != null) {
      throw new UsageException("Of a system job only the schedule can be changed.");
    }
    return schedule()
        .orElseThrow(() -> new UsageException("Name a schedule, as --cron '0 0 2 * * *'."));
  }

  private Optional<Schedule> schedule() {
    try {
      if (cron != null) {
        return Optional.of(Schedule.cron(cron, ZoneId.of(zone == null ? "UTC" : zone)));
      }
      if (zone != null) {
        throw new UsageException("--zone goes with --cron.");
      }
      if (delay != null) {
        return Optional.of(Schedule.delay(Duration.ofSeconds(delay)));
      }
      if (every != null) {
        return Optional.of(Schedule.every(Duration.ofSeconds(every)));
      }
      if (at != null) {
        return Optional.of(Schedule.at(Instant.parse(at)));
      }
      return manual ? Optional.of(Schedule.manual()) : Optional.empty();
    } catch (DateTimeException e) {
      throw new UsageException("The schedule cannot be read: " + e.getMessage());
    }
  }
}
