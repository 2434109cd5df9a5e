package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.spi.StoredSchedule;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Schedules that were read before. To read a cron expression takes far longer than to ask it for a
 * time, and many jobs have the same, each of which is read when it begins and when it ends. Thread
 * safe.
 */
final class Timetables {
  private static final int MOST = 1_000;

  private final Map<StoredSchedule, Timetable> read = new ConcurrentHashMap<>();

  /**
   * The times of a stored schedule.
   *
   * @throws InvalidRequestException if it makes no sense
   */
  Timetable of(StoredSchedule stored) {
    Timetable known = read.get(stored);
    if (known != null) {
      return known;
    }
    Timetable fresh = Timetable.of(stored);
    if (read.size() >= MOST) {
      // Rather than to remember who was asked for last: reading some again costs little.
      read.clear();
    }
    read.put(stored, fresh);
    return fresh;
  }
}
