package io.github.dhisadmin.examples.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.maintenance.Confirmation;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.MaintenanceResult;
import io.github.dhisadmin.maintenance.MaintenanceRunRecord;
import io.github.dhisadmin.maintenance.MaintenanceService;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One process carries out every operation on every shape and dies in the middle of all of them. */
class KilledOperationsIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  /** For operations that work on what others work on as well. */
  @RegisterExtension static final Dhis2DatabaseExtension APART = Dhis2DatabaseExtension.v242();

  private static final List<MaintenanceOperation<?>> APART_FROM_OTHERS =
      List.of(
          MaintenanceOperations.ANALYZE_ANALYTICS_TABLES,
          MaintenanceOperations.DROP_STAGING_TABLES,
          MaintenanceOperations.DROP_SQL_VIEWS);

  /** What each operation was to change, by operation and shape. */
  private static final Map<String, Map<String, Long>> PLANNED = new ConcurrentHashMap<>();

  static Stream<Arguments> operationsOnShapes() {
    return Arrays.stream(Shape.values())
        .flatMap(
            shape ->
                MaintenanceWorld.operations().stream()
                    .map(each -> Arguments.of(Named.of(each.name(), each), shape)));
  }

  @BeforeAll
  static void a_process_dies_in_the_middle_of_everything() throws Exception {
    List<String> assignments = new ArrayList<>();
    for (Shape shape : Shape.values()) {
      for (Dhis2DatabaseExtension extension : List.of(POSTGRES, APART)) {
        MaintenanceWorld world = MaintenanceWorld.in(extension.database(shape));
        List<MaintenanceOperation<?>> operations =
            MaintenanceWorld.operations().stream()
                .filter(each -> extensionOf(each) == extension)
                .toList();
        operations.forEach(each -> PLANNED.put(each.name() + shape, world.prepare(each)));
        assignments.add(
            world.database().jdbcUrl()
                + " "
                + operations.stream()
                    .map(MaintenanceOperation::name)
                    .collect(Collectors.joining(" ")));
      }
    }
    try (ForkedProcess process =
        MaintenanceProcess.stoppingInTheMiddle(POSTGRES.database(), assignments)) {
      assertThat(process.readUntil("in the middle"::equals)).isPresent();
      process.kill();
    }
  }

  private static Dhis2DatabaseExtension extensionOf(MaintenanceOperation<?> operation) {
    return APART_FROM_OTHERS.contains(operation) ? APART : POSTGRES;
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("operationsOnShapes")
  void next_execution_does_the_rest_and_the_counts_of_the_dead_one_are_right(
      MaintenanceOperation<?> operation, Shape shape) {
    Map<String, Long> planned = PLANNED.getOrDefault(operation.name() + shape, Map.of());
    Dhis2Database database = extensionOf(operation).database(shape);
    try (DhisAdmin admin =
        DhisAdmin.builder().persistence(JooqPersistence.of(database.dataSource())).build()) {
      MaintenanceService maintenance = admin.maintenance();

      Map<String, Long> left = maintenance.plan(operation.request()).counts();
      MaintenanceResult next =
          executeOnceTheLockIsFree(new MaintenanceWorld.Sql(database), maintenance, operation);

      assertThat(next.state()).isEqualTo(RunState.SUCCEEDED);
      assertThat(next.counts()).isEqualTo(left);
      assertThat(maintenance.plan(operation.request()).isEmpty()).isTrue();
      MaintenanceRunRecord dead = runsOf(maintenance, operation).get(1);
      assertThat(dead.state()).isEqualTo(RunState.FAILED);
      assertThat(dead.error()).contains("The process died.");
      assertThat(dead.planned()).isEqualTo(planned);
      planned.forEach(
          (step, count) -> {
            long done = dead.done().getOrDefault(step, 0L);
            assertThat(done).isEqualTo(count - left.getOrDefault(step, 0L));
            if (count > 0) {
              assertThat(done).as("done in " + step).isBetween(1L, count - 1);
            }
          });
    }
  }

  private static List<MaintenanceRunRecord> runsOf(
      MaintenanceService maintenance, MaintenanceOperation<?> operation) {
    return maintenance.lastRuns(100).stream()
        .filter(run -> run.operation().equals(operation.name()))
        .toList();
  }

  /** The dead process' connections end as soon as the server notices, which is not at once. */
  private static MaintenanceResult executeOnceTheLockIsFree(
      MaintenanceWorld.Sql sql, MaintenanceService maintenance, MaintenanceOperation<?> operation) {
    MaintenanceRequest<?> request = operation.request();
    for (int attempt = 0; ; attempt++) {
      try {
        return maintenance.execute(request, Confirmation.of(maintenance.plan(request)));
      } catch (ConflictException e) {
        assertThat(attempt).as("tenths of a second the lock is held").isLessThan(100);
        sql.run("select pg_sleep(0.1)");
      }
    }
  }
}
