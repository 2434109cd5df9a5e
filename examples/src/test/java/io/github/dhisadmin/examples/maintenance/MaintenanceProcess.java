package io.github.dhisadmin.examples.maintenance;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.maintenance.Confirmation;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.MaintenanceService;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A process of its own that carries out a maintenance operation in one session, and waits at every
 * progress after printing how many rows are done.
 */
final class MaintenanceProcess {
  private MaintenanceProcess() {}

  static ForkedProcess stepping(Dhis2Database database, MaintenanceRequest<?> request)
      throws IOException {
    return ForkedProcess.start(MaintenanceProcess.class, database, request.operation().name());
  }

  /**
   * A process that carries out operations, all at once, of which each stops for good when it has
   * done a piece; then it says so.
   *
   * @param assignments of each database its JDBC URL and operations, apart by spaces
   */
  static ForkedProcess stoppingInTheMiddle(Dhis2Database any, List<String> assignments)
      throws IOException {
    return ForkedProcess.start(MaintenanceProcess.class, any, assignments.toArray(String[]::new));
  }

  /** The process: JDBC URL, user, and an operation or assignments. */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments[2].contains(" ")) {
      for (int i = 2; i < arguments.length; i++) {
        List<String> words = Pattern.compile(" ").splitAsStream(arguments[i]).toList();
        stopInTheMiddle(
            ForkedProcess.database(new String[] {words.get(0), arguments[1]}),
            words.subList(1, words.size()));
      }
      System.out.println("in the middle");
      ForkedProcess.awaitAnswer();
    } else {
      step(arguments);
    }
  }

  private static void stopInTheMiddle(DataSource database, List<String> operations)
      throws InterruptedException {
    DhisAdmin admin =
        DhisAdmin.builder().persistence(JooqPersistence.of(database)).parallelism(1).build();
    ExecutorService pool = Executors.newCachedThreadPool();
    for (String name : operations) {
      CountDownLatch stopped = new CountDownLatch(1);
      MaintenanceRequest<?> request = admin.maintenance().operation(name).request();
      pool.execute(
          () ->
              admin
                  .maintenance()
                  .execute(
                      request,
                      Confirmation.of(admin.maintenance().plan(request)),
                      RunControl.listening(
                          progress -> {
                            if (progress.done() > 0) {
                              stopped.countDown();
                              awaitTheEnd();
                            }
                          })));
      stopped.await();
    }
  }

  private static void awaitTheEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void step(String[] arguments) {
    try (DhisAdmin admin =
        DhisAdmin.builder()
            .persistence(JooqPersistence.of(ForkedProcess.database(arguments)))
            .parallelism(1)
            .build()) {
      MaintenanceService maintenance = admin.maintenance();
      MaintenanceRequest<?> request = maintenance.operation(arguments[2]).request();
      maintenance.execute(
          request,
          Confirmation.of(maintenance.plan(request)),
          RunControl.listening(
              progress -> {
                System.out.println(progress.done());
                ForkedProcess.awaitAnswer();
              }));
    }
  }
}
