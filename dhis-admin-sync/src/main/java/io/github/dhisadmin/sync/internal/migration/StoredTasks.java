package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.migration.ClearingPlan;
import io.github.dhisadmin.migration.ClearingPlan.Clearing;
import io.github.dhisadmin.migration.FailedTask;
import io.github.dhisadmin.migration.MigrationTasks;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.migration.TaskSelection;
import io.github.dhisadmin.migration.spi.MigrationStore;
import io.github.dhisadmin.migration.spi.RunStore;
import io.github.dhisadmin.migration.spi.TaskStore;
import java.util.List;
import java.util.Optional;

/** Tasks of a store, for those who may change them. */
final class StoredTasks implements MigrationTasks {
  private final TaskStore store;
  private final RunStore runs;
  private final RunLife life;
  private final AccessPolicy accessPolicy;
  private final String who;

  private StoredTasks(
      TaskStore store, RunStore runs, RunLife life, AccessPolicy accessPolicy, String who) {
    this.store = store;
    this.runs = runs;
    this.life = life;
    this.accessPolicy = accessPolicy;
    this.who = who;
  }

  /** Changed in the name of the user whom the policy tells. */
  static StoredTasks of(MigrationStore store, RunLife life, AccessPolicy accessPolicy) {
    return new StoredTasks(
        store.tasks(), store.runs(), life, accessPolicy, accessPolicy.user().orElse(""));
  }

  @Override
  public MigrationTasks by(String name) {
    if (name.isBlank()) {
      throw new InvalidRequestException("What is changed in somebody's name needs one.");
    }
    return new StoredTasks(store, runs, life, accessPolicy, name);
  }

  @Override
  public List<ProcessCounts> counts(String configuration) {
    return store.counts(configuration);
  }

  @Override
  public List<ProcessCounts> counts(long run) {
    return store.counts(run);
  }

  @Override
  public List<FailedTask> failed(TaskSelection selection, FailedTask.Position after, int limit) {
    if (limit < 1) {
      throw new InvalidRequestException("The limit must be at least 1, not " + limit + ".");
    }
    return store.failed(selection, after, limit);
  }

  @Override
  public Optional<FailedTask> failed(String configuration, long id) {
    return store.failed(TaskSelection.one(configuration, id), FailedTask.Position.START, 1).stream()
        .findFirst();
  }

  @Override
  public int retry(TaskSelection selection) {
    require("try failed tasks again");
    return store.retry(selection, who);
  }

  @Override
  public int cancel(long run) {
    require("stop a migration");
    if (runs.find(run).isEmpty()) {
      throw new InvalidRequestException("There is no run " + run + ".");
    }
    int stopped = runs.cancel(run, who);
    life.announceEnds();
    return stopped;
  }

  @Override
  public ClearingPlan plan(Clearing clearing) {
    return store.plan(clearing);
  }

  @Override
  public ClearingPlan clear(ClearingPlan seen) {
    require("throw tasks away");
    ClearingPlan cleared = store.clear(seen, who);
    life.announceEnds();
    return cleared;
  }

  private void require(String operation) {
    accessPolicy.require(operation, Authority.EXPORT_DATA);
  }
}
