package io.github.dhisadmin.sync.internal.migration;

import static io.github.dhisadmin.migration.ProcessType.METADATA_DOWNLOAD;
import static io.github.dhisadmin.migration.ProcessType.METADATA_UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.error.AccessDeniedException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.FailedTask;
import io.github.dhisadmin.migration.MetadataChoice;
import io.github.dhisadmin.migration.MetadataKind;
import io.github.dhisadmin.migration.MetadataMigrationPlan;
import io.github.dhisadmin.migration.MetadataMigrationPlan.Conflict;
import io.github.dhisadmin.migration.MetadataMigrationPlan.Match;
import io.github.dhisadmin.migration.MetadataMigrationPlan.PlannedObject;
import io.github.dhisadmin.migration.MetadataMigrationRequest;
import io.github.dhisadmin.migration.MetadataSelection;
import io.github.dhisadmin.migration.MetadataSharing;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.SourceTransport;
import io.github.dhisadmin.migration.TaskSelection;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.testkit.remote.Fault;
import io.github.dhisadmin.testkit.remote.RemoteRequest;
import io.github.dhisadmin.testkit.remote.StoredKind;
import io.github.dhisadmin.testkit.remote.StoredObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators of the data service are promised of metadata, by this library. */
class MetadataMigrationTest {
  private static final String DASHBOARD = "nghVC4wtyzi";
  private static final String CHART = "DkPKc1EUmC2";
  private static final String MAP = "ZBjCfSaLSqD";
  private static final String INDICATOR = "Uvn6LCg7dVU";
  private static final String NESTED = "ReUHfIn0pTQ";
  private static final String TYPE = "bWuNrMHEoZ0";
  private static final String CONSTANT = "bCqvfPR02Im";
  private static final String ELEMENT = "fbfJHSPpUQD";
  private static final String COMBO = "bjDvmb4bfuf";
  private static final String IMPORT = "/api/metadata";

  private final MigrationBed bed = new MigrationBed();
  private final MigrationService migration = bed.service();

  @BeforeEach
  void fill() {
    migration
        .configurations()
        .save(new MigrationConfiguration("north", "old", "central", List.of()));
    hold(
        "dashboards",
        DASHBOARD,
        "'dashboardItems':[{'id':'aaaaaaaaaa1','visualization':{'id':'%s'}},".formatted(CHART)
            + "{'id':'aaaaaaaaaa2','map':{'id':'%s'}}]".formatted(MAP));
    hold(
        "visualizations",
        CHART,
        "'dataDimensionItems':[{'indicator':{'id':'%s'}}]".formatted(INDICATOR));
    hold(
        "maps",
        MAP,
        "'mapViews':[{'dataDimensionItems':[{'dataElement':{'id':'%s'}}]}]".formatted(ELEMENT));
    hold(
        "indicators",
        INDICATOR,
        "'indicatorType':{'id':'%s'},'numerator':'N{%s}','denominator':'C{%s}'"
            .formatted(TYPE, NESTED, CONSTANT));
    hold("indicators", NESTED, "'numerator':'#{" + ELEMENT + "} * 2','denominator':'1'");
    hold("indicatorTypes", TYPE, "'factor':100");
    hold("constants", CONSTANT, "'value':3.5");
    hold("dataElements", ELEMENT, "'categoryCombo':{'id':'" + COMBO + "'}");
    hold("categoryCombos", COMBO, "'skipTotal':false");
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  /** Dashboards were not created, and nested indicators and constants were lost (D.9, 18). */
  @Test
  void dashboard_arrives_with_all_it_shows_and_all_that_needs() {
    MigrationRun run = migrate(dashboard());

    assertThat(held())
        .containsExactlyInAnyOrder(
            "dashboards/" + DASHBOARD,
            "visualizations/" + CHART,
            "maps/" + MAP,
            "indicators/" + INDICATOR,
            "indicators/" + NESTED,
            "indicatorTypes/" + TYPE,
            "constants/" + CONSTANT,
            "dataElements/" + ELEMENT,
            "categoryCombos/" + COMBO);
    assertThat(run.tasks()).isEqualTo(1);
    assertThat(counts(run, METADATA_DOWNLOAD).done()).isEqualTo(2);
    assertThat(counts(run, METADATA_UPLOAD).done()).isEqualTo(1);
  }

  @Test
  void migration_is_queued_first_and_carried_out_in_the_background() {
    MigrationRun run = migration.migrateMetadata(dashboard());

    assertThat(counts(run, METADATA_DOWNLOAD).queued()).isEqualTo(1);
    assertThat(bed.server("old").requests()).isEmpty();
    assertThat(bed.server("central").requests()).isEmpty();

    bed.work();

    assertThat(held()).contains("dashboards/" + DASHBOARD);
  }

  @Test
  void configuration_that_is_not_there_is_refused_before_anything_is_queued() {
    MetadataMigrationRequest misspelt =
        MetadataMigrationRequest.of(
            "nort", MetadataSelection.of(MetadataKind.DASHBOARDS, DASHBOARD), "amina");

    assertThatThrownBy(() -> migration.migrateMetadata(misspelt))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("north");

    assertThat(migration.tasks().counts("nort")).allMatch(each -> each.enqueued() == 0);
  }

  /** These became other things at the destination, or were not followed (D.5 and D.9, 18). */
  @Test
  void chart_brings_its_program_indicators_data_sets_groups_and_legends_as_what_they_are() {
    hold(
        "visualizations",
        CHART,
        "'dataDimensionItems':[{'programIndicator':{'id':'p2Zxg0wcPQ3'}},"
            + "{'reportingRate':{'dimensionItem':'lyLU2wR22tC.REPORTING_RATE'}}],"
            + "'legendSet':{'id':'fqs276KXCXi'},"
            + "'dataElementGroupSetDimensions':[{'dataElementGroupSet':{'id':'jp826jAJHUc'},"
            + "'dataElementGroups':[{'id':'oDkJh5Ddh7d'}]}]");
    hold("programIndicators", "p2Zxg0wcPQ3", "'program':{'id':'IpHINAT79UW'},'expression':'1'");
    hold("programs", "IpHINAT79UW", "'programType':'WITH_REGISTRATION'");
    hold("dataSets", "lyLU2wR22tC", "'dataSetElements':[{'dataElement':{'id':'fbfJHSPpUQD'}}]");
    hold("legendSets", "fqs276KXCXi", "'symbolizer':'color'");
    hold("dataElementGroupSets", "jp826jAJHUc", "'dataDimension':true");
    hold("dataElementGroups", "oDkJh5Ddh7d", "'dataElements':[]");

    migrate(request(MetadataSelection.of(MetadataKind.VISUALIZATIONS, CHART)));

    assertThat(held())
        .containsExactlyInAnyOrder(
            "visualizations/" + CHART,
            "programIndicators/p2Zxg0wcPQ3",
            "programs/IpHINAT79UW",
            "dataSets/lyLU2wR22tC",
            "dataElements/" + ELEMENT,
            "categoryCombos/" + COMBO,
            "legendSets/fqs276KXCXi",
            "dataElementGroupSets/jp826jAJHUc",
            "dataElementGroups/oDkJh5Ddh7d");
  }

  @Test
  void single_objects_are_chosen_and_nothing_else_arrives() {
    migrate(request(MetadataSelection.of(MetadataKind.MAPS, MAP)));

    assertThat(held())
        .containsExactlyInAnyOrder(
            "maps/" + MAP, "dataElements/" + ELEMENT, "categoryCombos/" + COMBO);
  }

  /** A list of which the rest is on a second page was cut (D.5). */
  @Test
  void all_objects_of_a_kind_are_chosen_in_bulk() {
    IntStream.range(100, 220)
        .forEach(number -> hold("visualizations", "VisualNr" + number, "'type':'COLUMN'"));

    MigrationRun run = migrate(request(MetadataSelection.all(MetadataKind.VISUALIZATIONS)));

    assertThat(held()).filteredOn(each -> each.startsWith("visualizations/")).hasSize(121);
    assertThat(counts(run, METADATA_UPLOAD))
        .extracting(ProcessCounts::done, ProcessCounts::failed)
        .containsExactly(3L, 0L);
  }

  @Test
  void what_the_portal_shows_is_chosen_by_its_configuration() {
    bed.server("old")
        .holdEntry(
            "hisptz-public-portal-modules",
            "malaria",
            json("'type':'VISUALIZATION','config':{'items':[{'id':'" + MAP + "'}]}"));

    migrate(request(MetadataSelection.shownByPortal()));

    assertThat(held()).contains("maps/" + MAP).doesNotContain("visualizations/" + CHART);
  }

  @Test
  void choices_are_listed_by_name() {
    assertThat(migration.metadataChoices("north", MetadataKind.MAPS, RunControl.none()))
        .containsExactly(new MetadataChoice(MetadataKind.MAPS, MAP, "maps " + MAP));
  }

  @Test
  void plan_tells_matches_for_review_and_changes_nothing() {
    holdThere("dataElements", "otherDataE1", "dataElements " + ELEMENT);
    holdThere("indicatorTypes", TYPE, "Per cent");

    MetadataMigrationPlan plan = plan(dashboard());

    assertThat(plan.objects())
        .contains(
            planned("dataElements", ELEMENT, Match.NAME, "otherDataE1"),
            planned("indicatorTypes", TYPE, Match.UID, TYPE));
    assertThat(plan.unmapped())
        .extracting(PlannedObject::uid)
        .contains(CONSTANT, DASHBOARD)
        .doesNotContain(ELEMENT, TYPE, COMBO);
    assertThat(plan.dataItems()).containsExactly(new DataItem(ELEMENT, "otherDataE1"));
    assertThat(plan.missing()).isEmpty();
    assertThat(plan.conflicts()).isEmpty();
    assertThat(held())
        .containsExactlyInAnyOrder("dataElements/otherDataE1", "indicatorTypes/" + TYPE);
  }

  @Test
  void what_is_matched_by_name_is_used_as_it_is_also_in_expressions() {
    holdThere("dataElements", "otherDataE1", "dataElements " + ELEMENT);

    migrate(dashboard());

    assertThat(there("indicators/" + NESTED)).contains("#{otherDataE1} * 2");
    assertThat(held()).doesNotContain("dataElements/" + ELEMENT, "categoryCombos/" + COMBO);
  }

  @Test
  void what_is_matched_by_code_is_used_as_it_is() {
    bed.server("old")
        .hold("dataElements", json("'id':'%s','name':'BCG','code':'DE_1'".formatted(ELEMENT)));
    bed.server("central")
        .hold("dataElements", json("'id':'otherDataE1','name':'BCG doses','code':'DE_1'"));

    MetadataMigrationPlan plan = plan(request(MetadataSelection.of(MetadataKind.MAPS, MAP)));

    assertThat(plan.objects())
        .contains(new PlannedObject("dataElements", ELEMENT, "BCG", Match.CODE, "otherDataE1"));
  }

  @Test
  void code_or_name_of_two_objects_matches_neither() {
    holdThere("dataElements", "otherDataE1", "dataElements " + ELEMENT);
    holdThere("dataElements", "otherDataE2", "dataElements " + ELEMENT);

    MetadataMigrationPlan plan = plan(request(MetadataSelection.of(MetadataKind.MAPS, MAP)));

    assertThat(plan.unmapped()).extracting(PlannedObject::uid).contains(ELEMENT);
  }

  /** DHIS2 makes option combinations by itself, with other uids on each server. */
  @Test
  void option_combinations_arrive_and_are_matched_by_their_options() {
    hold("categoryOptions", "optionFixed", "'code':'FIXED'");
    hold("categoryOptions", "optionOutre", "'code':'OUTREACH'");
    hold("categoryOptionCombos", "comboFixed1", ofCombo("optionFixed"));
    hold("categoryOptionCombos", "comboOutre1", ofCombo("optionOutre"));
    holdThere("categoryCombos", COMBO, "categoryCombos " + COMBO);
    holdThere("categoryOptions", "optionFixed", "Fixed");
    bed.server("central")
        .hold("categoryOptionCombos", json("'id':'comboFixed2'," + ofCombo("optionFixed")));

    MetadataMigrationPlan plan = plan(request(MetadataSelection.of(MetadataKind.MAPS, MAP)));

    assertThat(plan.objects())
        .contains(
            planned("categoryOptionCombos", "comboFixed1", Match.NAME, "comboFixed2"),
            new PlannedObject(
                "categoryOptionCombos",
                "comboOutre1",
                "categoryOptionCombos comboOutre1",
                Match.NONE,
                null));
  }

  @Test
  void unit_that_is_there_stays_and_one_that_is_shown_and_missing_arrives_with_those_above() {
    hold("maps", MAP, "'mapViews':[{'organisationUnits':[{'id':'DiszpKrYNg8'}]}]");
    hold("organisationUnits", "DiszpKrYNg8", "'parent':{'id':'O6uvpzGd5pu'}");
    hold("organisationUnits", "O6uvpzGd5pu", "'parent':{'id':'ImspTQPwCqd'}");
    hold("organisationUnits", "ImspTQPwCqd", "'openingDate':'1994-01-01'");
    holdThere("organisationUnits", "ImspTQPwCqd", "Sierra Leone");

    migrate(request(MetadataSelection.of(MetadataKind.MAPS, MAP)));

    assertThat(held()).contains("organisationUnits/DiszpKrYNg8", "organisationUnits/O6uvpzGd5pu");
    assertThat(there("organisationUnits/ImspTQPwCqd")).contains("Sierra Leone");
  }

  @Test
  void unit_that_something_is_assigned_to_is_left_out_where_it_is_missing() {
    hold(
        "categoryCombos", COMBO, "'organisationUnits':[{'id':'DiszpKrYNg8'},{'id':'ImspTQPwCqd'}]");
    hold("organisationUnits", "DiszpKrYNg8", "'openingDate':'1994-01-01'");
    holdThere("organisationUnits", "ImspTQPwCqd", "Sierra Leone");

    migrate(request(MetadataSelection.of(MetadataKind.MAPS, MAP)));

    assertThat(there("categoryCombos/" + COMBO))
        .contains("ImspTQPwCqd")
        .doesNotContain("DiszpKrYNg8");
    assertThat(held()).doesNotContain("organisationUnits/DiszpKrYNg8");
  }

  @Test
  void mapping_of_the_request_goes_before_a_match() {
    migrate(
        new MetadataMigrationRequest(
            "north",
            MetadataSelection.of(MetadataKind.MAPS, MAP),
            MetadataSharing.OF_DESTINATION,
            Map.of(ELEMENT, "otherDataE1"),
            "amina"));

    assertThat(held()).containsExactly("maps/" + MAP);
    assertThat(there("maps/" + MAP)).contains("otherDataE1").doesNotContain(ELEMENT);
  }

  @Test
  void default_category_combination_is_that_of_the_destination() {
    bed.server("old").hold("categoryCombos", json("'id':'%s','name':'default'".formatted(COMBO)));
    holdThere("categoryCombos", "defaultComb", "default");

    migrate(request(MetadataSelection.of(MetadataKind.MAPS, MAP)));

    assertThat(there("dataElements/" + ELEMENT)).contains("defaultComb");
    assertThat(held()).doesNotContain("categoryCombos/" + COMBO);
  }

  @Test
  void dry_run_tells_what_the_destination_would_refuse() {
    bed.server("central").forget(CONSTANT);

    MetadataMigrationPlan plan = plan(dashboard());

    assertThat(plan.conflicts())
        .extracting(Conflict::type, Conflict::uid, Conflict::code)
        .containsExactly(tuple("Constant", CONSTANT, "E5002"));
    assertThat(held()).isEmpty();
    assertThat(bed.server("central").requests(IMPORT))
        .extracting(each -> each.query("importMode", ""))
        .containsExactly("VALIDATE");
  }

  @Test
  void reference_to_what_the_source_lacks_is_told() {
    hold("maps", MAP, "'mapViews':[{'legendSet':{'id':'fqs276KXCXi'}}]");

    assertThat(plan(request(MetadataSelection.of(MetadataKind.MAPS, MAP))).missing())
        .containsExactly("legendSets/fqs276KXCXi");
  }

  @Test
  void refused_object_fails_alone_with_its_reason_and_is_retried_alone() {
    bed.server("central").forget(CONSTANT);

    MigrationRun run = migrate(dashboard());

    assertThat(held()).hasSize(8).contains("dashboards/" + DASHBOARD);
    FailedTask failed = failed().get(0);
    assertThat(failed.process()).isEqualTo(METADATA_UPLOAD);
    assertThat(failed.problem().code()).isEqualTo("METADATA_CONFLICT");
    assertThat(failed.problem().message()).contains("constants/" + CONSTANT, "E5002");
    assertThat(failed.payload()).contains(CONSTANT).doesNotContain(DASHBOARD);
    assertThat(counts(run, METADATA_UPLOAD))
        .extracting(ProcessCounts::done, ProcessCounts::failed, ProcessCounts::missing)
        .containsExactly(1L, 1L, 0L);

    bed.server("central").learn(CONSTANT);
    migration.tasks().retry(TaskSelection.one("north", failed.id()));
    bed.work();

    assertThat(failed()).isEmpty();
    assertThat(held()).hasSize(9);
  }

  @Test
  void object_that_breaks_the_import_down_does_not_fail_the_rest() {
    bed.server("central")
        .faults()
        .decide(
            request ->
                request.path().equals(IMPORT) && request.body().contains("\"constants\":")
                    ? Optional.of(Fault.status(409))
                    : Optional.empty());

    migrate(dashboard());

    assertThat(held()).hasSize(8).contains("dashboards/" + DASHBOARD);
  }

  @Test
  void server_that_knows_us_not_stops_the_migration_and_a_retry_goes_on() {
    bed.server("central").faults().always(IMPORT, Fault.status(401));

    MigrationRun run = migrate(dashboard());

    assertThat(failed()).extracting(each -> each.problem().code()).containsExactly("AUTH");
    bed.server("central").faults().clear();
    migration.tasks().retry(TaskSelection.all("north"));
    bed.work();
    assertThat(held()).hasSize(9);
    assertThat(counts(run, METADATA_UPLOAD).failed()).isZero();
  }

  @Test
  void source_that_cannot_be_read_fails_the_download_and_a_retry_goes_on() {
    bed.server("old").faults().always("/api/dashboards.json", Fault.status(403));

    MigrationRun run = migrate(dashboard());

    assertThat(failed())
        .extracting(FailedTask::process, each -> each.problem().httpStatus())
        .containsExactly(tuple(METADATA_DOWNLOAD, 403));
    assertThat(counts(run, METADATA_DOWNLOAD))
        .extracting(ProcessCounts::done, ProcessCounts::failed)
        .containsExactly(0L, 1L);
    bed.server("old").faults().clear();
    assertThat(migration.tasks().retry(TaskSelection.of("north", METADATA_DOWNLOAD))).isEqualTo(1);
    bed.work();
    assertThat(held()).hasSize(9);
  }

  @Test
  void sharing_is_left_to_the_destination_unless_that_of_the_source_is_wanted() {
    hold(
        "constants",
        CONSTANT,
        "'createdBy':{'id':'GOLswS44mh8'},'sharing':{'owner':'GOLswS44mh8','public':'r-------',"
            + "'users':{},'userGroups':{'wl5cDMuUhmF':{'id':'wl5cDMuUhmF','access':'rw------'},"
            + "'Kk12LkEWtXp':{'id':'Kk12LkEWtXp','access':'r-------'}}}");
    holdThere("userGroups", "wl5cDMuUhmF", "Administrators");

    migrate(dashboard());
    String without = there("constants/" + CONSTANT);
    migrate(
        new MetadataMigrationRequest(
            "north",
            MetadataSelection.of(MetadataKind.DASHBOARDS, DASHBOARD),
            MetadataSharing.OF_SOURCE,
            Map.of(),
            "amina"));

    assertThat(without).doesNotContain("sharing", "GOLswS44mh8");
    assertThat(there("constants/" + CONSTANT))
        .contains("r-------", "wl5cDMuUhmF")
        .doesNotContain("GOLswS44mh8", "Kk12LkEWtXp");
    assertThat(bed.server("central").requests(IMPORT))
        .extracting(each -> each.query("skipSharing", ""))
        .containsExactly("true", "false");
  }

  @Test
  void objects_are_imported_after_what_they_need() {
    hold("visualizations", CHART, "'legendSets':[" + references() + "]");
    IntStream.range(100, 200)
        .forEach(number -> hold("legendSets", "LegendNr" + number, "'symbolizer':'color'"));

    migrate(request(MetadataSelection.of(MetadataKind.VISUALIZATIONS, CHART)));

    List<RemoteRequest> imports = bed.server("central").requests(IMPORT);
    assertThat(imports).hasSize(3);
    assertThat(imports.get(2).body()).contains("\"visualizations\"");
  }

  @Test
  void objects_that_need_each_other_are_imported_together() {
    hold("dataElements", ELEMENT, "'optionSet':{'id':'optionSetX1'}");
    hold("optionSets", "optionSetX1", "'options':[{'id':'optionNrXX1'},{'id':'optionNrXX2'}]");
    hold("options", "optionNrXX1", "'optionSet':{'id':'optionSetX1'}");
    hold("options", "optionNrXX2", "'optionSet':{'id':'optionSetX1'}");

    migrate(request(MetadataSelection.of(MetadataKind.MAPS, MAP)));

    assertThat(held())
        .contains("optionSets/optionSetX1", "options/optionNrXX1", "options/optionNrXX2");
  }

  @Test
  void migration_twice_leaves_what_one_leaves() {
    migrate(dashboard());
    List<StoredObject> once = bed.server("central").stored(StoredKind.METADATA);
    migrate(dashboard());

    assertThat(bed.server("central").stored(StoredKind.METADATA)).isEqualTo(once);
  }

  @Test
  void metadata_come_through_the_route_of_the_destination() {
    bed.server("central").define(bed.routeToSource("/api"));
    ask(SourceTransport.ROUTE);
    MetadataMigrationRequest map = request(MetadataSelection.of(MetadataKind.MAPS, MAP));

    plan(map);
    migrate(map);

    assertThat(held()).contains("maps/" + MAP, "dataElements/" + ELEMENT);
    assertThat(bed.server("old").requests()).isNotEmpty();
    assertThat(bed.server("central").requests())
        .filteredOn(each -> each.path().startsWith("/api/routes/data-service/run/"))
        .hasSameSizeAs(bed.server("old").requests());
  }

  @Test
  void missing_route_that_is_insisted_on_is_told_before_and_fails_the_migration() {
    ask(SourceTransport.ROUTE);

    assertThatThrownBy(() -> plan(dashboard()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("data-service");
    migrate(dashboard());

    assertThat(failed()).extracting(each -> each.problem().code()).containsExactly("NO_ROUTE");
    assertThat(bed.server("old").requests()).isEmpty();
  }

  @Test
  void whoever_may_not_export_data_may_neither_look_nor_migrate() {
    MigrationService denied = bed.service(AccessPolicy.dhis2(() -> Set.of()));

    assertThatThrownBy(() -> denied.migrateMetadata(dashboard()))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> denied.planMetadata(dashboard(), RunControl.none()))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(bed.server("old").requests()).isEmpty();
  }

  private void ask(SourceTransport transport) {
    migration
        .configurations()
        .save(new MigrationConfiguration("north", "old", "central", List.of(), transport));
  }

  private static MetadataMigrationRequest dashboard() {
    return request(MetadataSelection.of(MetadataKind.DASHBOARDS, DASHBOARD));
  }

  private static MetadataMigrationRequest request(MetadataSelection selection) {
    return MetadataMigrationRequest.of("north", selection, "amina");
  }

  private MigrationRun migrate(MetadataMigrationRequest request) {
    MigrationRun run = migration.migrateMetadata(request);
    bed.work();
    return run;
  }

  private MetadataMigrationPlan plan(MetadataMigrationRequest request) {
    return migration.planMetadata(request, RunControl.none());
  }

  private void hold(String type, String uid, String rest) {
    String name = "'id':'%s','name':'%s %s',".formatted(uid, type, uid);
    bed.server("old").hold(type, json(name + rest));
  }

  private void holdThere(String type, String uid, String name) {
    bed.server("central").hold(type, json("'id':'%s','name':'%s'".formatted(uid, name)));
  }

  private static String ofCombo(String option) {
    return "'categoryCombo':{'id':'%s'},'categoryOptions':[{'id':'%s'}]".formatted(COMBO, option);
  }

  private static String references() {
    return String.join(
        ",",
        IntStream.range(100, 200).mapToObj(number -> "{'id':'LegendNr" + number + "'}").toList());
  }

  private static String json(String fields) {
    return "{" + fields.replace('\'', '"') + "}";
  }

  private static PlannedObject planned(String type, String uid, Match match, String there) {
    return new PlannedObject(type, uid, type + " " + uid, match, there);
  }

  private List<String> held() {
    return bed.server("central").stored(StoredKind.METADATA).stream()
        .map(StoredObject::key)
        .toList();
  }

  /** What the destination holds, as a text. */
  private String there(String key) {
    return bed.server("central")
        .find(StoredKind.METADATA, key)
        .map(each -> each.fields().toString())
        .orElse("");
  }

  private List<FailedTask> failed() {
    return migration.tasks().failed(TaskSelection.all("north"), FailedTask.Position.START, 100);
  }

  private ProcessCounts counts(MigrationRun run, ProcessType process) {
    return migration.tasks().counts(run.id()).stream()
        .filter(each -> each.process() == process)
        .findFirst()
        .orElseThrow();
  }
}
