package io.github.dhisadmin.core.internal.job.host;

import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.NotFoundException;
import io.github.dhisadmin.job.cron.CronExpression;
import io.github.dhisadmin.spi.HostJobStore;
import io.github.dhisadmin.spi.HostJobStore.Row;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the server's jobs, under the guards that its own controller has (2.42,
 * JobConfigurationController), and some that it lacks.
 */
final class HostJobChanges {
  /** How long the server itself lets nobody take a run for dead. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final HostJobStore store;
  private final HostJobTypes types;

  HostJobChanges(HostJobStore store, HostJobTypes types) {
    this.store = store;
    this.types = types;
  }

  void enable(String uid) {
    Row job = changeable(uid);
    HostJobStore.Trigger trigger = job.trigger();
    Integer place = trigger.position();
    boolean led = trigger.queue() != null && place != null && place > 0;
    if (trigger.cron() == null && trigger.delay() == null && !led) {
      throw new InvalidRequestException(
          "'" + job.name() + "' has neither a cron expression nor a delay; give it one first.");
    }
    require(store.enable(uid), job, "is on already");
  }

  void disable(String uid) {
    Row job = changeable(uid);
    require(store.disable(uid), job, "is off already");
  }

  void reschedule(String uid, CronExpression cron) {
    Row job = changeable(uid);
    Integer place = job.trigger().position();
    if (job.trigger().queue() != null && place != null && place > 0) {
      throw new InvalidRequestException(
          "'"
              + job.name()
              + "' runs when its turn in the queue '"
              + job.trigger().queue()
              + "' comes; change the times of the queue's first job.");
    }
    for (Row other : store.read().rows()) {
      if (!other.uid().equals(uid)
          && other.type().equals(job.type())
          && hasTimes(other.trigger().cron(), cron)) {
        throw new InvalidRequestException(
            "'" + other.name() + "' of the same type runs at the same times (E7000).");
      }
    }
    require(store.changeCron(uid, cron.text()), job, "runs; wait for its end");
  }

  void runNow(String uid) {
    Row job = known(store.read(), uid);
    require(store.runNow(uid), job, "runs already, is off, or was to run once and has; look at it");
  }

  void cancel(String uid) {
    Row job = known(store.read(), uid);
    require(store.cancel(uid), job, "neither runs nor is about to, or was asked to stop already");
  }

  void revert(String uid, ZoneId zone) {
    HostJobStore.Snapshot snapshot = store.read();
    Row job = known(snapshot, uid);
    LocalDateTime now = LocalDateTime.ofInstant(snapshot.at(), zone);
    require(
        store.revert(uid, now.minus(SILENCE), now),
        job,
        "does not run, or has given a sign of life within " + SILENCE.toSeconds() + " seconds");
  }

  private static boolean hasTimes(@Nullable String text, CronExpression cron) {
    try {
      return text != null && CronExpression.of(text).normalized().equals(cron.normalized());
    } catch (InvalidRequestException e) {
      return false;
    }
  }

  private Row known(HostJobStore.Snapshot snapshot, String uid) {
    Row job =
        snapshot.rows().stream()
            .filter(row -> row.uid().equals(uid))
            .findFirst()
            .orElseThrow(() -> new NotFoundException("The DHIS2 server has no job '" + uid + "'."));
    if (!types.knows(job.type())) {
      throw new InvalidRequestException(
          "DHIS2 " + types.server() + " has no job type '" + job.type() + "'; delete the row.");
    }
    return job;
  }

  private Row changeable(String uid) {
    Row job = known(store.read(), uid);
    if (!types.isForUsers(job.type())) {
      throw new InvalidRequestException(
          "'"
              + job.name()
              + "' is a job of the server's own, which only the server changes (E7003).");
    }
    return job;
  }

  private static void require(boolean changed, Row job, String otherwise) {
    if (!changed) {
      throw new ConflictException("'" + job.name() + "' " + otherwise + ".");
    }
  }
}
