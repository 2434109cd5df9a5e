package io.github.dhisadmin.job;

import io.github.dhisadmin.error.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a node runs jobs.
 *
 * @param node its name; empty for a name made up at start
 * @param threads how many jobs it runs at once, from 1 to 64
 * @param pollInterval how long it waits before it looks for due jobs again, if nothing tells it
 *     earlier
 * @param lease after what silence other nodes take a node's jobs over
 * @param heartbeat how often a node says that it lives, at most a third of the lease
 * @param aging after what delay a due job goes before others whatever its priority
 * @param shutdown how long closing waits for runs under way before it stops them
 */
public record SchedulerSettings(
    String node,
    int threads,
    Duration pollInterval,
    Duration lease,
    Duration heartbeat,
    Duration aging,
    Duration shutdown) {

  /** Refuses settings that cannot work, all at once. */
  public SchedulerSettings {
    List<String> problems = new ArrayList<>();
    if (threads < 1 || threads > 64) {
      problems.add("threads must be from 1 to 64, but is " + threads);
    }
    if (pollInterval.toMillis() < 10) {
      problems.add("pollInterval must be at least 10 ms, but is " + pollInterval);
    }
    if (heartbeat.toMillis() < 10 || heartbeat.multipliedBy(3).compareTo(lease) > 0) {
      problems.add(
          "heartbeat must be from 10 ms to a third of the lease, but is "
              + heartbeat
              + " of "
              + lease);
    }
    if (aging.isNegative() || shutdown.isNegative()) {
      problems.add("aging and shutdown must not be negative");
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  /** Four threads, a look every 5 seconds, a lease of a minute renewed every 15 seconds. */
  public static SchedulerSettings defaults() {
    return new SchedulerSettings(
        "",
        4,
        Duration.ofSeconds(5),
        Duration.ofMinutes(1),
        Duration.ofSeconds(15),
        Duration.ofMinutes(15),
        Duration.ofSeconds(30));
  }

  /** The same under a name of the host's. */
  public SchedulerSettings node(String name) {
    return new SchedulerSettings(name, threads, pollInterval, lease, heartbeat, aging, shutdown);
  }

  /** The same with another number of threads. */
  public SchedulerSettings threads(int count) {
    return new SchedulerSettings(node, count, pollInterval, lease, heartbeat, aging, shutdown);
  }

  /** The same with another wait between two looks. */
  public SchedulerSettings pollInterval(Duration interval) {
    return new SchedulerSettings(node, threads, interval, lease, heartbeat, aging, shutdown);
  }

  /** The same with another lease, renewed in a quarter of it. */
  public SchedulerSettings lease(Duration duration) {
    return new SchedulerSettings(
        node, threads, pollInterval, duration, duration.dividedBy(4), aging, shutdown);
  }

  /** The same with another patience for jobs of low priority. */
  public SchedulerSettings aging(Duration patience) {
    return new SchedulerSettings(node, threads, pollInterval, lease, heartbeat, patience, shutdown);
  }

  /** The same with another patience when closing. */
  public SchedulerSettings shutdown(Duration patience) {
    return new SchedulerSettings(node, threads, pollInterval, lease, heartbeat, aging, patience);
  }
}
