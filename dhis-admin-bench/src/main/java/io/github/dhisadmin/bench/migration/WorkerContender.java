package io.github.dhisadmin.bench.migration;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.migration.spi.WorkQueue;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.secret.MasterKey;
import io.github.dhisadmin.secret.MasterKeys;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.SyncTargets;
import io.github.dhisadmin.sync.http.HttpSynchronisation;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * A worker as hosts have it: tasks that send nothing are read, their target is opened, and four of
 * them are under way at a time.
 */
final class WorkerContender implements TaskContender {
  private static final int THREADS = 4;

  private final String name;
  private final TaskTable table;
  private final DataSource dataSource;
  private final Supplier<WorkQueue.Factory> queues;

  WorkerContender(
      String name, TaskTable table, DataSource dataSource, Supplier<WorkQueue.Factory> queues) {
    this.name = name;
    this.table = table;
    this.dataSource = dataSource;
    this.queues = queues;
  }

  @Override
  public String name() {
    return name + ", whole worker";
  }

  @Override
  public Lap run(int tasks) {
    long run = table.begin();
    MasterKey key = new MasterKey("bench", Secret.of("correct horse battery staple"));
    ForkJoinPool threads = new ForkJoinPool(THREADS);
    try (DhisAdmin admin =
        DhisAdmin.builder()
            .persistence(JooqPersistence.of(dataSource))
            .sync(HttpSynchronisation.with(() -> MasterKeys.of(key)).migratingThrough(queues.get()))
            .build()) {
      SyncTargets targets = admin.sync().targets();
      if (targets.find(TaskTable.NOWHERE).isEmpty()) {
        targets.add(
            TaskTable.NOWHERE,
            RemoteUrl.of("http://127.0.0.1:9"),
            Credentials.basic("bench", Secret.of("district")));
      }
      long start = System.nanoTime();
      table.enqueue(run, tasks);
      long enqueued = System.nanoTime();
      admin.sync().migration().work("bench", threads, RunControl.none());
      Lap lap = Lap.of(start, enqueued, System.nanoTime());
      table.check(run, tasks, name);
      return lap;
    } finally {
      threads.shutdown();
    }
  }
}
