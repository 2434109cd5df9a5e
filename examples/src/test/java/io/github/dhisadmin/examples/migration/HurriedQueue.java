package io.github.dhisadmin.examples.migration;

import io.github.dhisadmin.migration.spi.Claim;
import io.github.dhisadmin.migration.spi.ClaimedTask;
import io.github.dhisadmin.migration.spi.TaskHandle;
import io.github.dhisadmin.migration.spi.WorkQueue;
import io.github.dhisadmin.run.Warning;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** A queue in front of which nobody has to wait: pauses of tasks are over when it is looked at. */
final class HurriedQueue implements WorkQueue {
  private final WorkQueue queue;
  private final DataSource dataSource;

  HurriedQueue(WorkQueue queue, DataSource dataSource) {
    this.queue = queue;
    this.dataSource = dataSource;
  }

  @Override
  public int relay() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update dhis_admin.migration_task set available_at = now()"
              + " where task_id in (select task_id from dhis_admin.migration_task"
              + " where state = 'QUEUED' and available_at > now() for update skip locked)");
    } catch (SQLException e) {
      // The database is away; the worker notices that as well.
    }
    return queue.relay();
  }

  @Override
  public List<ClaimedTask> claim(Claim claim) {
    return queue.claim(claim);
  }

  @Override
  public void settled(List<TaskHandle> tasks) {
    queue.settled(tasks);
  }

  @Override
  public List<Warning> warnings() {
    return queue.warnings();
  }

  @Override
  public void close() {
    queue.close();
  }
}
