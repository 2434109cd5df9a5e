package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.jooq.internal.sql.Session;

/**
 * How much memory of the database server one session may use, as a share of the run's budget. None
 * takes PostgreSQL's parallel workers: there are other sessions for the other cores.
 *
 * @param megabytes what one session may use at a time
 */
record WorkMemory(int megabytes) {
  /** For all sessions of a run together; PostgreSQL's defaults would sort and join on disk. */
  private static final int BUDGET = 1024;

  private static final int LEAST = 64;

  static WorkMemory sharedBy(int sessions) {
    return new WorkMemory(Math.max(LEAST, BUDGET / sessions));
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
   * large or small; what makes rows wide comes last.
   */
  void forWideRows(Session session) {
    session.set("join_collapse_limit", "1");
    forSort(session);
  }

  /** For a statement with one large sort. */
  void forSort(Session session) {
    session.set("max_parallel_workers_per_gather", "0");
    session.set("work_mem", megabytes / 2 + "MB");
  }

  /** For building one index. */
  void forIndex(Session session) {
    session.set("maintenance_work_mem", megabytes / 2 + "MB");
    session.set("max_parallel_maintenance_workers", "0");
  }
}
