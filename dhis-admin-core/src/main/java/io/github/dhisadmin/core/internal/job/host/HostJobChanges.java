package io.github.dhisadmin.core.internal.job.host;

import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.NotFoundException;
import io.github.dhisadmin.job.cron.CronExpression;
import io.github.dhisadmin.spi.HostJobStore;
import io.github.dhisadmin.spi.HostJobStore.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the server's jobs, under the guards that its own controller has (2.42,
 * JobConfigurationController), and some that it lacks.
 */
final class HostJobChanges {
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

  private static boolean hasTimes(@Nullable String text, CronExpression cron) {
    try {
      return text != null && CronExpression.of(text).normalized().equals(cron.normalized());
    } catch (InvalidRequestException e) {
      return false;
    }
  }

  private Row changeable(String uid) {
    List<Row> rows = store.read().rows();
    Row job =
        rows.stream()
            .filter(row -> row.uid().equals(uid))
            .findFirst()
            .orElseThrow(() -> new NotFoundException("The DHIS2 server has no job '" + uid + "'."));
    if (!types.knows(job.type())) {
      throw new InvalidRequestException(
          "DHIS2 " + types.server() + " has no job type '" + job.type() + "'; delete the row.");
    }
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
