package io.github.dhisadmin.examples.migration;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.examples.sync.CentralServer;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.rabbitmq.RabbitMq;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that works for migrations through a broker, and prints each task. */
final class BrokeredMigrationProcess {
  /** Under which name it takes tasks. */
  static final String WORKER = "forked";

  private BrokeredMigrationProcess() {}

  static ForkedProcess start(Dhis2Database database, Broker broker, String queues)
      throws IOException {
    List<String> arguments = new ArrayList<>(broker.access());
    arguments.add(queues);
    return ForkedProcess.start(
        BrokeredMigrationProcess.class, database, arguments.toArray(String[]::new));
  }

  /** The process: JDBC URL, user, access to the broker, name of the queues. */
  public static void main(String[] arguments) {
    RabbitMq broker =
        RabbitMq.at(arguments[2], arguments[3], Secret.of(arguments[4])).named(arguments[5]);
    try (DhisAdmin admin =
        DhisAdmin.builder()
            .persistence(JooqPersistence.of(ForkedProcess.database(arguments)))
            .sync(CentralServer.synchronisation().requests(0).migratingThrough(broker))
            .build()) {
      admin
          .sync()
          .migration()
          .work(
              WORKER,
              task -> {
                System.out.println("task");
                task.run();
              },
              RunControl.none());
    }
  }
}
