package io.github.dhisadmin.sync.spi;

import io.github.dhisadmin.sync.SyncFailure;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.sync.SyncRun;
import io.github.dhisadmin.sync.SyncRunRecord;
import io.github.dhisadmin.sync.spi.SyncWindow.Position;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far data were sent, and what servers refused. Each row before the end of the last window is
 * either delivered, or in a window that is still open, or among the failures.
 */
public interface SyncJournal {

  /** Takes the right to send kinds to a target, or nothing if somebody else sends one of them. */
  Optional<SyncLock> tryLock(String target, Set<SyncKind> kinds);

  /**
   * Plans what a run sends: first what earlier runs left, then what changed since, and what a
   * lowered bound lets in.
   *
   * @param floor changes before it are not sent
   * @param to changes from then on are left for later runs
   * @param strict whether to plan everything since the last success anew
   */
  List<SyncWindow> plan(SyncStream stream, LocalDateTime floor, LocalDateTime to, boolean strict);

  /** The same without remembering it. */
  List<SyncWindow> rehearse(
      SyncStream stream, LocalDateTime floor, LocalDateTime to, boolean strict);

  /** Remembers at once what became of rows, and how far a window was sent. */
  void settle(SyncStream stream, SyncWindow window, List<Verdict> verdicts);

  /** Remembers what became of rows that failed before. */
  void settleRetries(SyncStream stream, List<Verdict> verdicts);

  /** Forgets failures of rows that are no longer there. */
  void forget(SyncStream stream, List<List<Long>> ids);

  /** A window was sent to its end. */
  void finish(SyncWindow window);

  /** The database's clock. */
  Instant now();

  /** Failures that are due, those with the fewest attempts first, and by code. */
  List<Due> due(SyncStream stream, Instant until, int limit);

  /** How many failures are due. */
  long countDue(SyncStream stream, Instant until);

  /**
   * Moves the watermark to the end of the last window if nothing before it is open or failed.
   *
   * @return how many rows failed and were not delivered since
   */
  long conclude(SyncStream stream);

  /** Remembers that a run began; what its process did not end before is aborted. */
  long begin(SyncStream stream);

  /** Remembers how a run ended. */
  void end(long runId, SyncRun run);

  /** Failures, the oldest first. */
  List<SyncFailure> failures(String target, int limit);

  /** Makes failures due; tells how many. */
  int makeDue(String target, Set<SyncKind> kinds);

  /** The last runs, the newest first. */
  List<SyncRunRecord> lastRuns(String target, int limit);

  /**
   * What became of a row.
   *
   * @param position which row it is, and in which state it was sent
   * @param key which row it is, for people
   * @param delivered whether the server holds it
   * @param reason why not; {@link SyncFailure.Reason#NONE} if it does
   */
  record Verdict(Position position, String key, boolean delivered, SyncFailure.Reason reason) {}

  /**
   * A failure that is due.
   *
   * @param ids the primary key of the row
   * @param attempts how often the row was sent
   * @param code why it failed
   */
  record Due(List<Long> ids, int attempts, String code) {

    /** Copies the key. */
    public Due {
      ids = List.copyOf(ids);
    }
  }

  /** The right to send, until it is closed or the process dies. */
  @FunctionalInterface
  interface SyncLock extends AutoCloseable {
    /** Gives the right back. */
    @Override
    void close();
  }
}
