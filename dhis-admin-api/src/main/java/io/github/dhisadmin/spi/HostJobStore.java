package io.github.dhisadmin.spi;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the jobs of the DHIS2 server, and switches, reschedules, starts and stops those it has;
 * never adds any. Each change is one guarded update: an answer of {@code false} means that nothing
 * was changed.
 */
public interface HostJobStore {

  /** All jobs, by name, as they are at one moment. */
  Snapshot read();

  /** Switches a job on that is off. */
  boolean enable(String uid);

  /** Switches a job off that is on; a run under way is allowed to end. */
  boolean disable(String uid);

  /** Gives a job that does not run another cron expression. */
  boolean changeCron(String uid, String cron);

  /** Has the server run a job that is on and does not run with its next pass. */
  boolean runNow(String uid);

  /** Asks the server to stop a run, or withdraws one that has not begun. */
  boolean cancel(String uid);

  /**
   * Marks a run as failed whose server has given no sign of life.
   *
   * @param silentSince when the last sign was given at the latest, in the zone of the server
   * @param now what the run ends at, in the zone of the server
   */
  boolean revert(String uid, LocalDateTime silentSince, LocalDateTime now);

  /**
   * All jobs at one moment.
   *
   * @param at the moment, by the database's clock
   * @param scheduledInDatabase whether the server keeps the state of its jobs in the table, as from
   *     2.41 on
   * @param rows the jobs, by name
   */
  record Snapshot(Instant at, boolean scheduledInDatabase, List<Row> rows) {}

  /**
   * A job as it is stored.
   *
   * @param uid its uid
   * @param name its name
   * @param type its type, empty if it has none
   * @param trigger what makes it run
   * @param state what it is doing
   * @param parameters its parameters as JSON, or null
   */
  record Row(
      String uid,
      String name,
      String type,
      Trigger trigger,
      State state,
      @Nullable String parameters) {}

  /**
   * What makes a job run.
   *
   * @param schedulingType as stored, or null where that is not stored
   * @param cron the cron expression, or null
   * @param delay seconds, or null
   * @param queue the name of its queue, or null
   * @param position the place in that queue, or null
   */
  record Trigger(
      @Nullable String schedulingType,
      @Nullable String cron,
      @Nullable Integer delay,
      @Nullable String queue,
      @Nullable Integer position) {}

  /**
   * What a job is doing. Times are in the zone of the server.
   *
   * @param enabled whether it may run
   * @param status as stored
   * @param lastStatus how the last run ended, as stored
   * @param cancel whether its run was asked to stop
   * @param lastExecuted when it last began, or null
   * @param lastAlive when it last gave a sign of life, or null
   */
  record State(
      boolean enabled,
      String status,
      String lastStatus,
      boolean cancel,
      @Nullable LocalDateTime lastExecuted,
      @Nullable LocalDateTime lastAlive) {}
}
