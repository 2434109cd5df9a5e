package io.github.dhisadmin.job.host;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What decides in the DHIS2 server when its jobs run. The table has times without zone, and the
 * server neither stores its zone nor that of a job.
 *
 * @param zone the zone of the server's process, in which it stores times and reads cron expressions
 * @param maxCronDelay how late a cron job may start, its setting {@code jobsMaxCronDelayHours}
 * @param staleAfter how long a run may be silent, its setting {@code jobsRescheduleAfterMinutes}
 */
public record HostJobRules(ZoneId zone, Duration maxCronDelay, Duration staleAfter) {

  /** The rules of a server in this zone whose settings are as DHIS2 has them. */
  public static HostJobRules of(ZoneId zone) {
    return new HostJobRules(zone, Duration.ofHours(4), Duration.ofMinutes(10));
  }
}
