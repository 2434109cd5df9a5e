package io.github.dhisadmin.job.host;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.job.cron.CronExpression;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job that the DHIS2 server is to have. It never runs for a time that has passed when it is
 * created.
 *
 * @param type one of the server's types that users create
 * @param name not another job's
 * @param cronOrNull when it runs, in the zone of the server; null for a delay
 * @param delayOrNull whole seconds from start to start; null for a cron expression
 * @param parameters as texts by the server's names, those of a collection separated by commas; what
 *     is left out is as the server has it by default
 * @param runAsOrNull uid of the user in whose name it runs, which some types need; null for nobody
 * @param enabled whether the server may run it
 */
public record HostJobDefinition(
    String type,
    String name,
    @Nullable CronExpression cronOrNull,
    @Nullable Duration delayOrNull,
    Map<String, String> parameters,
    @Nullable String runAsOrNull,
    boolean enabled) {
  private static final int LONGEST_NAME = 230;

  /** Refuses what no server could store. */
  public HostJobDefinition {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new InvalidRequestException("A name has from 1 to " + LONGEST_NAME + " characters.");
    }
    if ((cronOrNull == null) == (delayOrNull == null)) {
      throw new InvalidRequestException(
          "A job has either a cron expression (E7004) or a delay (E7007).");
    }
    if (delayOrNull != null
        && (delayOrNull.compareTo(Duration.ofSeconds(1)) < 0
            || delayOrNull.toSeconds() > Integer.MAX_VALUE)) {
      throw new InvalidRequestException("A delay is at least a second (E7007).");
    }
    parameters = Map.copyOf(parameters);
  }

  /** A job that runs at the times of a cron expression. */
  public static HostJobDefinition cron(String type, String name, CronExpression times) {
    return new HostJobDefinition(type, name, times, null, Map.of(), null, true);
  }

  /** A job that runs so long after it has last begun. */
  public static HostJobDefinition delayed(String type, String name, Duration delay) {
    return new HostJobDefinition(type, name, null, delay, Map.of(), null, true);
  }

  /** The same with parameters. */
  public HostJobDefinition parameters(Map<String, String> values) {
    return new HostJobDefinition(type, name, cronOrNull, delayOrNull, values, runAsOrNull, enabled);
  }

  /** The same in the name of a user. */
  public HostJobDefinition runAs(String userUid) {
    return new HostJobDefinition(type, name, cronOrNull, delayOrNull, parameters, userUid, enabled);
  }

  /** The same, but switched off. */
  public HostJobDefinition disabled() {
    return new HostJobDefinition(
        type, name, cronOrNull, delayOrNull, parameters, runAsOrNull, false);
  }
}
