package io.github.dhisadmin.bench.migration;

import io.github.dhisadmin.bench.sql.BenchmarkException;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.migration.MigrationKind;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.spi.MigrationStore;
import io.github.dhisadmin.migration.spi.NewRun;
import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.migration.spi.RunStore;
import io.github.dhisadmin.migration.spi.TaskStore;
import java.util.List;
import java.util.stream.IntStream;

/** Tasks that send nothing to a target, in a table that holds nothing else. */
final class TaskTable {
  /** A target that nobody talks to. */
  static final String NOWHERE = "nowhere";

  private static final int AT_ONCE = 1_000;
  private static final String NOTHING = "{\"destination\":\"" + NOWHERE + "\",\"values\":[]}";

  private final RunStore runs;
  private final TaskStore store;
  private final Sessions sessions;

  TaskTable(MigrationStore store, Sessions sessions) {
    this.runs = store.runs();
    this.store = store.tasks();
    this.sessions = sessions;
  }

  TaskStore store() {
    return store;
  }

  /** Forgets all tasks, so that all contenders begin with the same table. */
  long begin() {
    sessions.execute("truncate dhis_admin.migration_run cascade");
    sessions.execute("vacuum analyze dhis_admin.migration_task");
    long run = runs.begin(new NewRun("bench", MigrationKind.DATA, "{}", "bench"));
    runs.seal(run);
    return run;
  }

  void enqueue(long run, int tasks) {
    for (int from = 0; from < tasks; from += AT_ONCE) {
      List<NewTask> some =
          IntStream.range(from, Math.min(tasks, from + AT_ONCE))
              .mapToObj(i -> new NewTask(run, ProcessType.DATA_UPLOAD, String.valueOf(i), NOTHING))
              .toList();
      store.enqueue(some);
    }
  }

  /** A queue that is fast because it loses tasks is no queue. */
  void check(long run, int tasks, String name) {
    for (ProcessCounts each : store.counts(run)) {
      long expected = each.process() == ProcessType.DATA_UPLOAD ? tasks : 0;
      if (each.done() != expected || each.enqueued() != expected || each.missing() != 0) {
        throw new BenchmarkException(name + " did not get through all tasks: " + each, null);
      }
    }
  }
}
