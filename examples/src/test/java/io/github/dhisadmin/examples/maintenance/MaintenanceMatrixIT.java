package io.github.dhisadmin.examples.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.OutdatedPlanException;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.maintenance.CacheRegion;
import io.github.dhisadmin.maintenance.Confirmation;
import io.github.dhisadmin.maintenance.MaintenanceEffect;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenancePlan;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.MaintenanceResult;
import io.github.dhisadmin.maintenance.MaintenanceRunRecord;
import io.github.dhisadmin.maintenance.MaintenanceService;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.spi.MaintenanceHost;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every operation on every shape of the schema, from refusal to the second run. */
class MaintenanceMatrixIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final Map<Shape, MaintenanceWorld> WORLDS = new EnumMap<>(Shape.class);

  static Stream<Arguments> operationsOnShapes() {
    return onShapes(MaintenanceWorld.operations());
  }

  static Stream<Arguments> operationsOfTheHostOnShapes() {
    return onShapes(MaintenanceWorld.ofHost());
  }

  private static Stream<Arguments> onShapes(List<MaintenanceOperation<?>> operations) {
    return Arrays.stream(Shape.values())
        .flatMap(
            shape ->
                operations.stream().map(each -> Arguments.of(Named.of(each.name(), each), shape)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("operationsOnShapes")
  void refused_failed_and_cancelled_executions_leave_the_rest_to_the_next_one(
      MaintenanceOperation<?> operation, Shape shape) {
    MaintenanceWorld world =
        WORLDS.computeIfAbsent(shape, each -> MaintenanceWorld.in(POSTGRES.database(each)));
    Map<String, Long> expected = world.prepare(operation);
    try (DhisAdmin admin = admin(world.database(), new Host())) {
      Scenario scenario = new Scenario(admin.maintenance(), operation.request(), expected);

      scenario.isPlannedExactly();
      scenario.isRefused();
      world.run(
          "create function fail() returns trigger language plpgsql as 'begin raise exception"
              + " ''full''; end'");
      world.run(
          "create trigger fail before update on dhis_admin.maintenance_step for each row when"
              + " (old.done > 0 and new.done > old.done) execute function fail()");
      try {
        scenario.stopsHalfWay(RunControl.none(), RunState.FAILED, "full");
      } finally {
        world.run("drop function fail cascade");
      }
      scenario.stopsHalfWay(cancelledAfterFirstPiece(), RunState.CANCELLED, "cancelled");
      scenario.endsWithAllDone();
    }
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("operationsOfTheHostOnShapes")
  void what_the_host_does_is_planned_confirmed_and_remembered_as_well(
      MaintenanceOperation<?> operation, Shape shape) {
    MaintenanceRequest<?> request = operation.request();
    Host host = new Host();
    try (DhisAdmin admin = admin(POSTGRES.database(shape), host)) {
      MaintenanceService maintenance = admin.maintenance();
      MaintenancePlan plan = maintenance.plan(request);
      assertThat(plan.counts()).isEmpty();
      assertThatThrownBy(() -> maintenance.execute(request, Confirmation.ofToken("of another")))
          .isInstanceOf(OutdatedPlanException.class);
      assertThat(lastRun(maintenance).state()).isEqualTo(RunState.FAILED);
      Cancellation cancelled = new Cancellation();
      cancelled.cancel();
      assertThat(
              maintenance
                  .execute(request, Confirmation.none(), new RunControl(progress -> {}, cancelled))
                  .state())
          .isEqualTo(RunState.CANCELLED);
      assertThat(lastRun(maintenance).state()).isEqualTo(RunState.CANCELLED);
      assertThat(host.asked).isZero();

      for (int time = 1; time <= 2; time++) {
        MaintenanceResult result = maintenance.execute(request, Confirmation.of(plan));
        assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(result.counts()).isEqualTo(plan.counts());
        assertThat(host.asked).isEqualTo(time);
      }
      host.fails = true;
      assertThatThrownBy(() -> maintenance.execute(request, Confirmation.none()))
          .hasMessage("no node");
      assertThat(lastRun(maintenance).state()).isEqualTo(RunState.FAILED);
      assertThat(lastRun(maintenance).error()).contains("no node");
    }
  }

  private static DhisAdmin admin(Dhis2Database database, MaintenanceHost host) {
    return DhisAdmin.builder()
        .persistence(JooqPersistence.of(database.dataSource()))
        .maintenanceHost(host)
        .parallelism(1)
        .build();
  }

  private static MaintenanceRunRecord lastRun(MaintenanceService maintenance) {
    return maintenance.lastRuns(1).get(0);
  }

  private static RunControl cancelledAfterFirstPiece() {
    Cancellation cancellation = new Cancellation();
    return new RunControl(
        progress -> {
          if (progress.done() > 0) {
            cancellation.cancel();
          }
        },
        cancellation);
  }

  /** An application that counts how often it was asked for something. */
  private static final class Host implements MaintenanceHost {
    private int asked;
    private boolean fails;

    @Override
    public void clearCaches(Set<CacheRegion> regions) {
      answer();
    }

    @Override
    public void reloadApps() {
      answer();
    }

    private void answer() {
      if (fails) {
        throw new IllegalStateException("no node");
      }
      asked++;
    }
  }

  /** One operation from its plan to its second run. */
  private static final class Scenario {
    private final MaintenanceService maintenance;
    private final MaintenanceRequest<?> request;
    private final Map<String, Long> expected;
    private final String step;
    private long left;

    Scenario(
        MaintenanceService maintenance, MaintenanceRequest<?> request, Map<String, Long> expected) {
      this.maintenance = maintenance;
      this.request = request;
      this.expected = expected;
      this.step =
          expected.entrySet().stream()
              .filter(each -> each.getValue() > 0)
              .findFirst()
              .orElseThrow()
              .getKey();
      this.left = expected.getOrDefault(step, 0L);
    }

    private MaintenancePlan plan() {
      return maintenance.plan(request);
    }

    void isPlannedExactly() {
      MaintenancePlan plan = plan();
      assertThat(plan.counts()).isEqualTo(expected);
      assertThat(plan()).as("planning changes nothing").isEqualTo(plan);
    }

    void isRefused() {
      if (request.operation().effect() == MaintenanceEffect.DESTRUCTIVE) {
        assertThatThrownBy(() -> maintenance.execute(request, Confirmation.none()))
            .isInstanceOf(InvalidRequestException.class)
            .hasMessageContaining("plan it first");
      }
      Confirmation tooFew = Confirmation.of(plan()).upTo(left - 1);
      assertThatThrownBy(() -> maintenance.execute(request, tooFew))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("limit of " + (left - 1));
      assertRemembered(RunState.FAILED, "limit", 0);
      assertThatThrownBy(() -> maintenance.execute(request, Confirmation.ofToken("of another")))
          .isInstanceOf(OutdatedPlanException.class);
      assertRemembered(RunState.FAILED, "not that of the data", 0);
      assertThat(plan().counts()).isEqualTo(expected);
    }

    void stopsHalfWay(RunControl control, RunState state, String why) {
      MaintenanceResult result = maintenance.execute(request, Confirmation.of(plan()), control);
      assertThat(result.state()).isEqualTo(state);
      assertThat(result.error().orElseThrow()).contains(why);
      long done = result.counts().getOrDefault(step, 0L);
      assertThat(done).isBetween(1L, left - 1);
      assertRemembered(state, why, done);
      left -= done;
      assertThat(plan().counts()).as("what is left").containsEntry(step, left);
    }

    void endsWithAllDone() {
      MaintenancePlan plan = plan();
      MaintenanceResult result = maintenance.execute(request, Confirmation.of(plan));
      assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
      assertThat(result.counts()).isEqualTo(plan.counts()).containsEntry(step, left);
      assertThat(lastRun(maintenance).done()).isEqualTo(plan.counts());
      MaintenancePlan second = plan();
      assertThat(second.isEmpty()).as("left to do: " + second.counts()).isTrue();
      assertThat(maintenance.execute(request, Confirmation.of(second)).counts().values())
          .as("second run")
          .containsOnly(0L);
    }

    private void assertRemembered(RunState state, String why, long done) {
      MaintenanceRunRecord run = lastRun(maintenance);
      assertThat(run.operation()).isEqualTo(request.operation().name());
      assertThat(run.state()).isEqualTo(state);
      assertThat(run.error().orElseThrow()).contains(why);
      assertThat(run.done().getOrDefault(step, 0L)).isEqualTo(done);
    }
  }
}
