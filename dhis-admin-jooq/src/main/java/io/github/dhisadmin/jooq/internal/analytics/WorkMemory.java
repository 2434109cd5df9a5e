package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.jooq.internal.sql.Session;
import io.github.dhisadmin.run.ByteSize;

/**
 * How much memory of the database server one session may use, as a share of the run's budget. None
 * takes PostgreSQL's parallel workers: there are other sessions for the other cores.
 *
 * @param megabytes what one session may use at a time
 */
record WorkMemory(int megabytes) {

  /**
   * Shares a budget.
   *
   * @param budget bytes of memory for all sessions of a run together; PostgreSQL's defaults would
   *     sort and join on disk
   * @throws InvalidRequestException if that is too little for so many sessions
   */
  static WorkMemory sharedBy(int sessions, long budget) {
    requireEnough(sessions, budget);
    return new WorkMemory((int) Math.min(Integer.MAX_VALUE >> 10, (budget / sessions) >> 20));
  }

  /**
   * Refuses a budget.
   *
   * @throws InvalidRequestException if it is too little for so many sessions
   */
  static void requireEnough(int sessions, long budget) {
    if (budget / sessions < AnalyticsTableUpdate.LEAST_MEMORY) {
      throw new InvalidRequestException(
          "memoryBudget must be at least "
              + new ByteSize(AnalyticsTableUpdate.LEAST_MEMORY * sessions)
              + " for "
              + sessions
              + " sessions, but is "
              + new ByteSize(budget)
              + "; raise it or lower parallelism.");
    }
  }

  /**
   * For a statement that widens ordered tuples: they keep their order only if the joins are hash
   * joins in the order written, whose tables fit into memory. Most of it goes to the one sort; the
   * tables of the dimensions are small.
   */
  void forJoins(Session session) {
    session.set("join_collapse_limit", "1");
    session.set("enable_mergejoin", "off");
    session.set("enable_nestloop", "off");
    forSort(session);
  }

  /**
   * For a statement that joins in the order written, by hashes or one by one as the tables are
   * large or small; what makes rows wide comes last. No two rows have the same values to take
   * apart, so that keeping what became of them is a tenth of the work for nothing.
   */
  void forWideRows(Session session) {
    session.set("join_collapse_limit", "1");
    session.forgetsLookups();
    forSort(session);
  }

  /** For a statement with one large sort, and at most one large table to join by hashes. */
  void forSort(Session session) {
    session.set("max_parallel_workers_per_gather", "0");
    session.set("work_mem", half());
    session.hashesInWorkMemory();
  }

  /** For building one index. */
  void forIndex(Session session) {
    session.set("maintenance_work_mem", half());
    session.set("max_parallel_maintenance_workers", "0");
  }

  private String half() {
    return megabytes / 2 + "MB";
  }
}
