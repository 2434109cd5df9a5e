package io.github.dhisadmin.examples.migration;

import io.github.dhisadmin.migration.spi.StoreWorkQueue;
import io.github.dhisadmin.migration.spi.TaskStore;
import io.github.dhisadmin.migration.spi.WorkQueue;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The queue without a broker. */
class StoreWorkQueueIT extends WorkQueueContract {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  @Override
  WorkQueue queue(TaskStore store) {
    return new StoreWorkQueue(store);
  }

  @Override
  DataSource dataSource() {
    return POSTGRES.dataSource();
  }
}
