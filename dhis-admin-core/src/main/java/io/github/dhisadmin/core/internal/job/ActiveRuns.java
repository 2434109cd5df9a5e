package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.core.internal.job.ActiveRun.StopCause;
import io.github.dhisadmin.job.SchedulerSettings;
import io.github.dhisadmin.spi.JobStore.Heartbeat;
import io.github.dhisadmin.spi.JobStore.Owned;
import io.github.dhisadmin.spi.JobStore.Renewed;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of a node, and the leases that make them its own: renewed by one loop, and given up by
 * another before anybody else may take them, by a clock that no one sets.
 */
final class ActiveRuns {
  private static final Logger log = LoggerFactory.getLogger(ActiveRuns.class);
  private static final Duration LONGEST_MARGIN = Duration.ofSeconds(10);

  private final String node;
  private final SchedulerSettings settings;
  private final Heartbeat heartbeat;
  private final JobEvents events;
  private final Map<Owned, ActiveRun> runs = new ConcurrentHashMap<>();
  private volatile long beatNanos = System.nanoTime();

  ActiveRuns(String node, SchedulerSettings settings, Heartbeat heartbeat, JobEvents events) {
    this.node = node;
    this.settings = settings;
    this.heartbeat = heartbeat;
    this.events = events;
  }

  void add(ActiveRun run) {
    runs.put(run.owned(), run);
  }

  @Nullable ActiveRun remove(Owned run) {
    return runs.remove(run);
  }

  List<ActiveRun> all() {
    return List.copyOf(runs.values());
  }

  Optional<Owned> find(long run) {
    return runs.keySet().stream().filter(each -> each.runId() == run).findFirst();
  }

  /** Runs that nobody could renew would only be lost again, while other nodes could do them. */
  boolean areSilent() {
    return System.nanoTime() - beatNanos > safeSilence().toNanos();
  }

  /** Says that the node lives; answers when to say it again. */
  Duration beat() {
    List<ActiveRun> told = all();
    long asked = System.nanoTime();
    List<Renewed> renewed = heartbeat.renew(told.stream().map(ActiveRun::owned).toList());
    beatNanos = asked;
    Map<Owned, Renewed> byRun = new HashMap<>();
    renewed.forEach(each -> byRun.put(each.run(), each));
    for (ActiveRun run : told) {
      Renewed lease = byRun.get(run.owned());
      if (lease == null) {
        if (runs.containsKey(run.owned())) {
          run.stop(StopCause.LEASE_LOST);
        }
      } else {
        run.renewed(asked);
        if (lease.cancelRequested()) {
          run.stop(StopCause.CANCELLED);
        }
      }
    }
    return settings.heartbeat();
  }

  void beatFailed(Throwable failure) {
    log.warn(
        "leases could not be renewed, trying again node={} error={}", node, failure.getMessage());
    log.debug("leases could not be renewed node={}", node, failure);
    events.metrics().count("job.lease.renew.failures", "", 1);
  }

  /** Stops runs whose lease may end; answers when to look again. */
  Duration watch() {
    Duration limit = safeSilence();
    long now = System.nanoTime();
    for (ActiveRun run : runs.values()) {
      if (run.silence(now).compareTo(limit) > 0 && !run.isLost()) {
        log.warn("stopping a run whose lease may end run={}", run.owned().runId());
        run.stop(StopCause.LEASE_LOST);
      }
    }
    return margin().dividedBy(4);
  }

  /** How long a lease may not have been renewed for the node to be sure that it still holds. */
  private Duration safeSilence() {
    return settings.lease().minus(margin());
  }

  private Duration margin() {
    Duration sixth = settings.lease().dividedBy(6);
    return sixth.compareTo(LONGEST_MARGIN) < 0 ? sixth : LONGEST_MARGIN;
  }

  void stop(StopCause why) {
    runs.values().forEach(run -> run.stop(why));
  }

  /** Stops the run of a job. */
  void cancel(long jobId) {
    runs.values().stream()
        .filter(run -> run.owned().jobId() == jobId)
        .forEach(run -> run.stop(StopCause.CANCELLED));
  }

  void close() {
    heartbeat.close();
  }
}
