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
import io.github.dhisadmin.migration.spi.TaskStore;
import java.util.List;
import java.util.Optional;

/** Tasks of a store, for those who may change them. */
final class StoredTasks implements MigrationTasks {
  private final TaskStore store;
  private final AccessPolicy accessPolicy;

  StoredTasks(TaskStore store, AccessPolicy accessPolicy) {
    this.store = store;
    this.accessPolicy = accessPolicy;
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
    return store.retry(selection);
  }

  @Override
  public int cancel(long run) {
    require("stop a migration");
    if (store.configuration(run).isEmpty()) {
      throw new InvalidRequestException("There is no run " + run + ".");
    }
    return store.cancel(run);
  }

  @Override
  public ClearingPlan plan(Clearing clearing) {
    return store.plan(clearing);
  }

  @Override
  public ClearingPlan clear(ClearingPlan seen) {
    require("throw tasks away");
    return store.clear(seen);
  }

  private void require(String operation) {
    accessPolicy.require(operation, Authority.EXPORT_DATA);
  }
}
