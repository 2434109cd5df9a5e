package io.github.dhisadmin.sync.internal.migration;

import static io.github.dhisadmin.migration.SourceTransport.AUTOMATIC;
import static io.github.dhisadmin.migration.SourceTransport.DIRECT;
import static io.github.dhisadmin.migration.SourceTransport.ROUTE;
import static io.github.dhisadmin.sync.internal.migration.MigrationBed.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.error.AccessDeniedException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DataItemSet.Place;
import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.migration.FailedTask;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.RouteCheck;
import io.github.dhisadmin.migration.SourceTransport;
import io.github.dhisadmin.migration.TaskSelection;
import io.github.dhisadmin.migration.Tolerance;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.FakeRoute;
import io.github.dhisadmin.testkit.remote.Fault;
import io.github.dhisadmin.testkit.remote.RemoteRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How the source is asked: "the route code must be exactly data-service", of a route that the
 * destination defines and that leads to the source.
 */
class SourceTransportTest {
  private static final String OPV = "x3Do5e7g4Qo";
  private static final String BCG = "s46m5MS0hxu";
  private static final String FIXED = "PT59n8BQbqM";
  private static final String UNIT = "DiszpKrYNg8";
  private static final String VALUES = "/api/dataValueSets";
  private static final String ROUTES = "/api/routes";
  private static final String RUN = "/api/routes/data-service/run";
  private static final DataMigrationRequest QUARTER =
      new DataMigrationRequest("north", List.of(), List.of(Period.of("2026Q1")), "amina");

  private final MigrationBed bed = new MigrationBed();
  private final MigrationService migration = bed.service();
  private final FakeDhis2 old = bed.server("old");
  private final FakeDhis2 central = bed.server("central");

  @AfterEach
  void stop() {
    bed.close();
  }

  @ParameterizedTest
  @CsvSource({"/api, /dataValueSets", "'', /api/dataValueSets"})
  void values_come_through_the_route_of_the_destination(String path, String asked) {
    central.define(bed.routeToSource(path));
    save(AUTOMATIC);

    migrateThreeValues();

    assertThat(bed.values("central")).hasSize(3);
    assertThat(central.requests(RUN + asked)).hasSize(3);
    assertThat(questions(old)).hasSize(3).allMatch(each -> each.path().equals(VALUES));
  }

  @Test
  void aggregates_come_through_the_route_with_their_dimensions() {
    central.define(bed.routeToSource("/api"));
    save(ROUTE, DataOrigin.ANALYTICS);

    migrateThreeValues();

    assertThat(bed.values("central")).hasSize(3);
    assertThat(old.requests("/api/analytics/dataValueSet.json"))
        .extracting(each -> each.query("dimension", ""))
        .contains("dx:" + BCG + ";" + OPV + ",pe:202601,ou:ImspTQPwCqd;LEVEL-4");
  }

  @Test
  void destination_never_hears_the_password_of_the_source() {
    central.define(bed.routeToSource("/api"));
    save(ROUTE);

    migrateThreeValues();

    String ours =
        Base64.getEncoder().encodeToString("sync:Very-secret-2".getBytes(StandardCharsets.UTF_8));
    assertThat(central.requests())
        .allMatch(each -> each.header("Authorization").equals(Optional.of("Basic " + ours)));
  }

  @Test
  void destination_is_asked_for_its_route_once_and_not_for_each_task() {
    central.define(bed.routeToSource("/api"));
    save(AUTOMATIC);

    migrateThreeValues();

    assertThat(central.requests(ROUTES)).hasSize(1);
    assertThat(central.requests(ROUTES).get(0).query("filter", ""))
        .isEqualTo("code:eq:data-service");
  }

  @Test
  void without_a_route_the_source_is_asked_directly() {
    save(AUTOMATIC);

    migrateThreeValues();

    assertThat(bed.values("central")).hasSize(3);
    assertThat(questions(old)).hasSize(3);
  }

  @Test
  void configuration_that_says_nothing_of_routes_asks_for_none() {
    central.define(bed.routeToSource("/api"));
    save(DIRECT);

    migrateThreeValues();

    assertThat(bed.values("central")).hasSize(3);
    assertThat(central.requests()).noneMatch(each -> each.path().startsWith(ROUTES));
  }

  /** The route of the data service leads to that service, which is no DHIS2. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://data-service.example.org/**",
        "https://amina:Very-secret-3@data-service.example.org/api/**"
      })
  void route_that_leads_elsewhere_is_not_used(String url) {
    central.define(bed.routeToSource("/api").saying(url));
    save(AUTOMATIC);

    migrateThreeValues();
    RouteCheck check = migration.testRoute("north");

    assertThat(bed.values("central")).hasSize(3);
    assertThat(central.requests(RUN + "/dataValueSets")).isEmpty();
    assertThat(check.usable()).isFalse();
    assertThat(check.message())
        .contains("data-service.example.org", "server old")
        .doesNotContain("Very-secret-3");
  }

  @Test
  void route_to_a_single_address_is_not_used() {
    central.define(bed.routeToSource("/api").saying(old.url() + "/api"));
    save(AUTOMATIC);

    migrateThreeValues();

    assertThat(bed.values("central")).hasSize(3);
    assertThat(migration.testRoute("north").usable()).isFalse();
  }

  @Test
  void route_of_another_code_is_none() {
    FakeRoute route = bed.routeToSource("/api");
    central.define(new FakeRoute("data-service-2", route.url(), false, old, route.authorization()));
    save(ROUTE);

    migrateThreeValues();

    assertThat(bed.values("central")).isEmpty();
    assertThat(failed()).extracting(each -> each.problem().code()).containsOnly("NO_ROUTE");
  }

  @Test
  void disabled_route_fails_the_tasks_of_a_configuration_that_insists_and_nothing_is_fetched() {
    central.define(bed.routeToSource("/api").asDisabled());
    save(ROUTE);

    migrateThreeValues();

    assertThat(questions(old)).isEmpty();
    assertThat(failed()).hasSize(3);
    assertThat(failed())
        .allMatch(each -> each.problem().code().equals("NO_ROUTE"))
        .allMatch(each -> each.problem().message().contains("disabled"));

    central.define(bed.routeToSource("/api"));
    migration.tasks().retry(TaskSelection.all("north"));
    bed.work();

    assertThat(bed.values("central")).hasSize(3);
    assertThat(failed()).isEmpty();
  }

  /** Servers before 2.40 have no routes, and not everybody may see them. */
  @ParameterizedTest
  @ValueSource(ints = {403, 404})
  void destination_that_shows_no_routes_leaves_the_direct_way(int status) {
    central.faults().always(ROUTES, Fault.status(status));
    save(AUTOMATIC);

    migrateThreeValues();
    RouteCheck check = migration.testRoute("north");

    assertThat(bed.values("central")).hasSize(3);
    assertThat(check.usable()).isFalse();
    assertThat(check.message()).contains(String.valueOf(status));
  }

  /** It may have a route, and the source may be nobody else's business. */
  @Test
  void destination_that_does_not_answer_is_no_reason_to_go_another_way() {
    central.faults().always(ROUTES, Fault.status(401));
    save(AUTOMATIC);

    migrateThreeValues();

    assertThat(questions(old)).isEmpty();
    assertThat(failed()).extracting(each -> each.problem().code()).containsOnly("AUTH");
    assertThatThrownBy(() -> migration.testRoute("north")).isInstanceOf(RemoteException.class);
  }

  /** DHIS2 gives what is behind a route a minute at most. */
  @Test
  void what_takes_too_long_for_the_route_is_asked_for_in_halves() {
    central.define(bed.routeToSource("/api"));
    save(ROUTE);
    old.faults()
        .decide(
            request ->
                request.query("dataElement", "").contains(",")
                    ? Optional.of(Fault.slow())
                    : Optional.empty());

    migrateThreeValues();

    assertThat(bed.values("central")).hasSize(3);
    assertThat(failed()).isEmpty();
  }

  @Test
  void comparison_goes_the_same_way_and_says_when_there_is_none() {
    save(ROUTE);

    assertThatThrownBy(this::compare)
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("data-service");

    central.define(bed.routeToSource("/api"));
    bed.enter("old", value(OPV, "202601", UNIT, FIXED, "13"));
    bed.enter("central", value(OPV, "202601", UNIT, FIXED, "13"));

    assertThat(compare()).isEqualTo(1);
    assertThat(central.requests(RUN + "/dataValueSets")).hasSize(3);
  }

  @Test
  void route_is_tested_for_those_who_may_configure() {
    central.define(bed.routeToSource("/api"));
    save(DIRECT);

    RouteCheck check = migration.testRoute("north");

    assertThat(check.usable()).isTrue();
    assertThat(check.message()).contains("data-service", old.url().toString());
    MigrationService denied = bed.service(AccessPolicy.dhis2(() -> Set.of("F_EXPORT_DATA")));
    assertThatThrownBy(() -> denied.testRoute("north")).isInstanceOf(AccessDeniedException.class);
  }

  private void migrateThreeValues() {
    bed.enter(
        "old",
        value(OPV, "202601", UNIT, FIXED, "13"),
        value(BCG, "202602", UNIT, FIXED, "14"),
        value(OPV, "202603", UNIT, FIXED, "15"));
    migration.migrateData(QUARTER);
    bed.work();
  }

  private long compare() {
    return migration.validation().run(QUARTER, Tolerance.NONE, RunControl.none()).matched();
  }

  private void save(SourceTransport transport) {
    save(transport, DataOrigin.RAW_VALUES);
  }

  private void save(SourceTransport transport, DataOrigin origin) {
    DataItemSet vaccines =
        new DataItemSet(
            "vaccines",
            origin,
            PeriodType.named("Monthly").orElseThrow(),
            new Place("ImspTQPwCqd", 4),
            List.of(DataItem.same(BCG), DataItem.same(OPV)),
            null);
    migration
        .configurations()
        .save(
            new MigrationConfiguration("north", "old", "central", List.of(vaccines))
                .through(transport));
  }

  private List<FailedTask> failed() {
    return migration.tasks().failed(TaskSelection.all("north"), FailedTask.Position.START, 100);
  }

  /** What a server was asked, in whatever way, besides taking values in. */
  private static List<RemoteRequest> questions(FakeDhis2 server) {
    return server.requests().stream().filter(each -> each.method().equals("GET")).toList();
  }
}
