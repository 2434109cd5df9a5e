package io.github.dhisadmin.testkit.resourcetable;

import static io.github.dhisadmin.resourcetable.ResourceTable.DATA_ELEMENT_STRUCTURE;
import static io.github.dhisadmin.resourcetable.ResourceTable.DATA_SET;
import static io.github.dhisadmin.resourcetable.ResourceTable.ORGANISATION_UNIT_GROUP_SET_STRUCTURE;
import static io.github.dhisadmin.resourcetable.ResourceTable.ORGANISATION_UNIT_STRUCTURE;
import static io.github.dhisadmin.resourcetable.ResourceTableAction.BUILT;
import static io.github.dhisadmin.resourcetable.ResourceTableAction.FAILED;
import static io.github.dhisadmin.resourcetable.ResourceTableAction.NOT_APPLICABLE;
import static io.github.dhisadmin.resourcetable.ResourceTableAction.UNCHANGED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.error.UnsupportedCalendarException;
import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.resourcetable.ResourceTableOutcome;
import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.resourcetable.ResourceTableUpdate;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.Progress;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.DataElementFixture;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import io.github.dhisadmin.testkit.postgres.StatementCount;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ResourceTableEngineIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String STRUCTURE = "analytics_rs_dataelementstructure";

  private ResourceTableBed tables;
  private Dhis2Fixture dhis2;

  @BeforeEach
  void open() {
    tables = new ResourceTableBed(POSTGRES.database());
    dhis2 = Dhis2Fixture.on(POSTGRES.dataSource());
    dhis2.dataElement("Element");
  }

  @Test
  void tables_whose_content_is_the_same_are_left_alone() {
    dhis2.organisationUnit("Unit");
    dhis2.organisationUnitGroupSet("Set");
    dhis2.period("202401");

    ResourceTableResult first = tables.buildAll();
    List<String> files = tables.rows(files());
    ResourceTableResult second = tables.buildAll();

    assertThat(first.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(first.tables()).hasSize(15).allMatch(outcome -> outcome.action() == BUILT);
    assertThat(second.tables()).allMatch(outcome -> outcome.action() == UNCHANGED);
    assertThat(second.tables())
        .extracting(ResourceTableOutcome::rows)
        .containsExactlyElementsOf(
            first.tables().stream().map(ResourceTableOutcome::rows).toList());
    assertThat(tables.rows(files())).hasSize(15).isEqualTo(files);
  }

  @Test
  void tables_that_are_seen_to_be_the_same_are_not_built_beside() {
    for (Shape shape : Shape.values()) {
      Dhis2Database database = POSTGRES.database(shape);
      ResourceTableBed bed = new ResourceTableBed(database);
      Dhis2Fixture fixture = Dhis2Fixture.on(database.dataSource());
      fixture.organisationUnit("Unit");
      fixture.organisationUnitGroupSet("Set").shortName("Größe: 50%");
      fixture.category("Sex").options("Female");
      fixture.dataElement("Element");
      fixture.period("202401");
      bed.buildAll();

      try (StatementCount count = database.dataSource().countStatements()) {
        assertThat(bed.buildAll().state()).isEqualTo(RunState.SUCCEEDED);

        assertThat(count.statements())
            .as(shape.name())
            .isNotEmpty()
            .noneMatch(sql -> sql.startsWith("create") || sql.startsWith("analyze"));
      }
    }
  }

  @Test
  void hooked_table_is_compared_as_its_hook_leaves_it() {
    dhis2.resourceTableHook(
        "Hook",
        "DATA_ELEMENT_STRUCTURE",
        "update analytics_rs_dataelementstructure_temp set dataelementname = 'Hooked'");
    tables.build(DATA_ELEMENT_STRUCTURE);

    assertThat(tables.build(DATA_ELEMENT_STRUCTURE).tables())
        .extracting(ResourceTableOutcome::action)
        .containsExactly(UNCHANGED);

    tables.run("delete from tablehook");

    assertThat(tables.build(DATA_ELEMENT_STRUCTURE).tables())
        .extracting(ResourceTableOutcome::action)
        .containsExactly(BUILT);
    assertThat(tables.rows("select dataelementname from " + STRUCTURE)).containsExactly("Element");
  }

  @Test
  void texts_are_in_the_order_of_the_database_whatever_their_source() {
    tables.run("alter table dataelement alter column name type varchar(230) collate \"C\"");
    tables.build(DATA_ELEMENT_STRUCTURE);

    assertThat(
            tables.rows(
                "select distinct collname from pg_attribute a join pg_collation c on c.oid ="
                    + " a.attcollation where attrelid = '"
                    + STRUCTURE
                    + "'::regclass"))
        .containsExactly("default");
  }

  @Test
  void table_that_has_to_wait_does_not_hold_up_the_others() throws SQLException {
    CompletableFuture<ResourceTableResult> run;
    try (Connection writer = POSTGRES.dataSource().getConnection();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      RunControl control =
          RunControl.listening(
              progress -> {
                if (progress.item().isEmpty()) {
                  lock(statement, "indicator");
                }
              });
      run = CompletableFuture.supplyAsync(() -> tables.buildAllSideBySide(control));
      await(() -> tables.rows(names()).size() == 14);
      assertThat(tables.rows(names())).doesNotContain("analytics_rs_indicatorgroupsetstructure");
      assertThat(run).isNotDone();
    }

    assertThat(run).succeedsWithin(Duration.ofSeconds(30));
    assertThat(run.join().tables())
        .extracting(ResourceTableOutcome::table)
        .as("in the order of the tables, whichever was there first")
        .containsExactlyElementsOf(ResourceTable.all());
    assertThat(tables.rows(names())).hasSize(15);
  }

  @Test
  void tables_are_built_in_their_order_if_there_is_a_hook_that_may_read_others() {
    dhis2.organisationUnit("Unit");
    dhis2.resourceTableHook(
        "Count",
        "DATA_ELEMENT_STRUCTURE",
        "update analytics_rs_dataelementstructure_temp set datasetname = (select count(*) from"
            + " analytics_rs_orgunitstructure)");
    List<String> heard = new ArrayList<>();

    ResourceTableResult result =
        tables.buildAllSideBySide(RunControl.listening(progress -> heard.add(progress.item())));

    assertThat(result.warnings()).isEmpty();
    assertThat(heard.stream().filter(item -> !item.isEmpty()))
        .containsExactlyElementsOf(
            result.tables().stream().map(ResourceTableOutcome::name).toList());
    assertThat(tables.rows("select datasetname from " + STRUCTURE)).containsExactly("1");
  }

  @Test
  void cancelled_run_of_two_sessions_leaves_nothing_behind() {
    Cancellation cancellation = new Cancellation();
    RunControl control =
        new RunControl(
            progress -> {
              if (progress.done() == 2) {
                cancellation.cancel();
              }
            },
            cancellation);

    ResourceTableResult result = tables.buildAllSideBySide(control);

    assertThat(result.state()).isEqualTo(RunState.CANCELLED);
    assertThat(result.tables()).hasSizeBetween(2, 3);
    assertThat(tables.rows(names()))
        .containsExactlyInAnyOrderElementsOf(
            result.tables().stream().map(ResourceTableOutcome::name).toList());
  }

  @Test
  void periods_of_another_calendar_are_refused() {
    dhis2.setting("keyCalendar", "ethiopian");

    assertThatThrownBy(() -> tables.build(DATA_SET))
        .isInstanceOf(UnsupportedCalendarException.class)
        .hasMessageContaining("ethiopian");
    assertThat(tables.rows("select 1 from pg_class where relname = 'analytics_rs_dataset'"))
        .isEmpty();

    dhis2.setting("keyCalendar", "gregorian");
    assertThat(tables.build(DATA_SET).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void setting_says_when_all_tables_were_last_rebuilt() {
    String setting =
        "select value from systemsetting where name = 'keyLastSuccessfulResourceTablesUpdate'";
    tables.build(DATA_SET);
    assertThat(tables.rows(setting)).isEmpty();

    tables.buildAll();

    assertThat(tables.rows(setting))
        .singleElement()
        .asString()
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
  }

  @Test
  void any_difference_makes_a_new_table() {
    tables.build(DATA_ELEMENT_STRUCTURE);
    for (String change :
        new String[] {
          "update " + STRUCTURE + " set dataelementname = 'Other'",
          "insert into "
              + STRUCTURE
              + " select dataelementid + 1, 'otherUidXYZ', dataelementname,"
              + " aggregationtype, valuetype, domaintype, zeroissignificant from "
              + STRUCTURE,
          "delete from " + STRUCTURE,
          "alter table " + STRUCTURE + " alter column datasetname type text",
          "alter table " + STRUCTURE + " alter column domaintype drop not null",
          "alter table " + STRUCTURE + " add column extra int",
          "alter table " + STRUCTURE + " set logged",
          "drop index analytics_rs_dataelementstructure_temp_datasetid_idx"
        }) {
      tables.run(change);

      assertThat(tables.build(DATA_ELEMENT_STRUCTURE).tables())
          .as(change)
          .extracting(ResourceTableOutcome::action)
          .containsExactly(BUILT);
      tables.run(
          "alter index if exists analytics_rs_dataelementstructure_temp_datasetid_idx1"
              + " rename to analytics_rs_dataelementstructure_temp_datasetid_idx");
    }
  }

  @Test
  void tables_are_logged_when_asked_for() {
    tables.build(ResourceTableUpdate.of(DATA_SET), RunControl.none(), TableStorage.LOGGED);

    assertThat(
            tables.rows(
                "select relpersistence, reloptions from pg_class where relname ="
                    + " 'analytics_rs_dataset'"))
        .containsExactly("p|");
  }

  @Test
  void table_that_fails_keeps_serving_and_the_others_go_on() {
    tables.run(
        "create table analytics_rs_orgunitstructure (level int)",
        "insert into analytics_rs_orgunitstructure values (7)",
        "create function needs_old(analytics_rs_orgunitstructure) returns int language sql as"
            + " 'select 1'");

    ResourceTableResult result = tables.build(ORGANISATION_UNIT_STRUCTURE, DATA_SET);

    assertThat(result.state()).isEqualTo(RunState.FAILED);
    assertThat(result.tables())
        .extracting(ResourceTableOutcome::action)
        .containsExactly(FAILED, BUILT);
    assertThat(result.tables().get(0).error().orElse("")).contains("other objects depend on it");
    assertThat(result.tables().get(0).rows()).isEqualTo(1);
    assertThat(tables.rows("select level from analytics_rs_orgunitstructure")).containsExactly("7");
    assertThat(tables.rows("select to_regclass('analytics_rs_orgunitstructure_temp')"))
        .containsExactly("");
  }

  @Test
  void left_over_staging_table_is_no_trouble() {
    tables.run("create table analytics_rs_dataset_temp (anything int primary key)");

    assertThat(tables.build(DATA_SET).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(tables.columns("analytics_rs_dataset")).hasSize(3);
  }

  @Test
  void hooks_change_the_staging_table_and_failing_ones_are_reported() {
    String broken =
        dhis2.resourceTableHook("Broken", "DATA_ELEMENT_STRUCTURE", "update nothing set x = 1");
    dhis2.resourceTableHook(
        "Fine",
        "DATA_ELEMENT_STRUCTURE",
        "update analytics_rs_dataelementstructure_temp set dataelementname = 'Hooked ?';"
            + " update analytics_rs_dataelementstructure_temp set datasetname = '{0}'");
    dhis2.resourceTableHook("Other table", "DATA_SET", "select 1/0");

    ResourceTableResult result = tables.build(DATA_ELEMENT_STRUCTURE);

    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(ResourceTableBed.codes(result)).containsExactly("TABLE_HOOK_FAILED");
    assertThat(result.warnings().get(0).detail()).contains(broken).contains("nothing");
    assertThat(tables.rows("select dataelementname, datasetname from " + STRUCTURE))
        .containsExactly("Hooked ?|{0}");
  }

  @Test
  void views_and_their_grants_survive() {
    tables.build(DATA_ELEMENT_STRUCTURE);
    tables.run(
        "drop role if exists resource_reader",
        "create role resource_reader",
        "create view _view_names as select dataelementname from " + STRUCTURE,
        "create materialized view _view_count as select count(*) as n from _view_names",
        "create unique index view_count_n on _view_count (n)",
        "grant select on _view_names, " + STRUCTURE + " to resource_reader");
    dhis2.dataElement("Second");

    tables.build(DATA_ELEMENT_STRUCTURE);

    assertThat(tables.rows("select n from _view_count")).containsExactly("2");
    assertThat(tables.indexes("_view_count")).containsExactly("unique (n)");
    assertThat(
            tables.rows(
                "select has_table_privilege('resource_reader', '_view_names', 'select'),"
                    + " has_table_privilege('resource_reader', '"
                    + STRUCTURE
                    + "', 'select')"))
        .containsExactly("t|t");
    tables.run("drop owned by resource_reader", "drop role resource_reader");
  }

  @Test
  void reader_never_finds_a_table_missing_or_empty() {
    DataElementFixture element = dhis2.dataElement("Element");
    tables.build(DATA_ELEMENT_STRUCTURE);
    AtomicBoolean reading = new AtomicBoolean(true);
    List<String> seen = new ArrayList<>();
    CompletableFuture<Void> reader =
        CompletableFuture.runAsync(
            () -> {
              while (reading.get()) {
                seen.addAll(tables.rows("select count(*) from " + STRUCTURE));
              }
            });

    for (int i = 0; i < 20; i++) {
      element.code("Code " + i);
      tables.run("update dataelement set name = 'Name " + i + "'");
      assertThat(tables.build(DATA_ELEMENT_STRUCTURE).tables())
          .extracting(ResourceTableOutcome::action)
          .containsExactly(BUILT);
    }
    reading.set(false);

    assertThat(reader).succeedsWithin(Duration.ofSeconds(30));
    assertThat(seen).isNotEmpty().containsOnly("1");
  }

  @Test
  void number_of_statements_does_not_depend_on_the_data() {
    dhis2.setting("keyLastSuccessfulResourceTablesUpdate", "2024-01-01T00:00:00.000");
    dhis2.organisationUnit("Unit 0");
    dhis2.organisationUnitGroup("Group").members("Unit 0");
    dhis2.organisationUnitGroupSet("Set").groups("Group");
    List<String> few = statements();
    for (int i = 1; i <= 30; i++) {
      dhis2.organisationUnit("Unit " + i);
      dhis2.dataElement("Element " + i);
      dhis2.organisationUnitGroup("Group").members("Unit " + i);
      dhis2.dataSet("Set " + i).dataElements("Element " + i).organisationUnits("Unit " + i);
      dhis2.period(String.valueOf(1990 + i));
    }
    tables.run("drop table " + String.join(", ", tables.rows(names())));

    assertThat(statements()).isEqualTo(few);
  }

  @Test
  void cancelled_run_keeps_what_is_finished_and_leaves_nothing_behind() {
    Cancellation cancellation = new Cancellation();
    List<Progress> heard = new ArrayList<>();
    RunControl control =
        new RunControl(
            progress -> {
              heard.add(progress);
              if (progress.done() == 2) {
                cancellation.cancel();
              }
            },
            cancellation);

    ResourceTableResult result = tables.build(ResourceTableUpdate.all(), control);

    assertThat(result.state()).isEqualTo(RunState.CANCELLED);
    assertThat(result.tables()).hasSize(2);
    assertThat(heard).extracting(Progress::percent).containsExactly(0, 6, 13);
    assertThat(tables.rows(names()))
        .containsExactly(
            "analytics_rs_datasetorganisationunitcategory", "analytics_rs_orgunitstructure");
  }

  @Test
  void tables_of_2_40_have_their_old_names_and_columns() {
    ResourceTableBed old = new ResourceTableBed(POSTGRES.database(Shape.V2_40));
    Dhis2Fixture fixture = Dhis2Fixture.on(POSTGRES.database(Shape.V2_40).dataSource());
    fixture.organisationUnit("Clinic").parent("Country");
    String set = fixture.organisationUnitGroupSet("Set").shortName("ประเภท").uid();
    fixture.category("Sex").options("Female");
    fixture.dataElement("Element");
    fixture.period("202401");

    ResourceTableResult result = old.buildAll();

    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(result.warnings()).isEmpty();
    assertThat(result.tables())
        .filteredOn(outcome -> outcome.action() == NOT_APPLICABLE)
        .extracting(ResourceTableOutcome::table)
        .containsExactly(DATA_SET, ResourceTable.RELATIONSHIP);
    assertThat(old.columns("_orgunitstructure"))
        .containsExactly(
            "organisationunitid bigint not null",
            "organisationunituid character(11) not null",
            "level integer not null",
            "idlevel1 bigint",
            "uidlevel1 character(11)",
            "namelevel1 text",
            "idlevel2 bigint",
            "uidlevel2 character(11)",
            "namelevel2 text");
    assertThat(old.columns("_organisationunitgroupsetstructure"))
        .containsExactly(
            "organisationunitid bigint not null",
            "organisationunitname character varying(255)",
            "startdate date",
            "ประเภท character varying(255)",
            set + " character(11)");
    assertThat(old.indexes("_organisationunitgroupsetstructure"))
        .containsExactly("index (organisationunitid, startdate)");
    assertThat(old.columns("_categorystructure"))
        .startsWith(
            "categoryoptioncomboid bigint not null",
            "categoryoptioncomboname character varying(255)",
            "Sex character varying(255)");
    assertThat(old.columns("_dataelementstructure"))
        .startsWith(
            "dataelementid bigint not null",
            "dataelementuid character(11) not null",
            "dataelementname character varying(255) not null",
            "datasetid bigint");
    assertThat(old.columns("_periodstructure"))
        .startsWith(
            "periodid bigint not null",
            "iso character varying(15) not null",
            "daysno integer not null",
            "startdate date not null",
            "enddate date not null",
            "year integer not null",
            "daily character varying(50)")
        .hasSize(25);
    assertThat(old.columns("_dataelementcategoryoptioncombo"))
        .containsExactly(
            "dataelementid bigint not null",
            "dataelementuid character varying(11) not null",
            "categoryoptioncomboid bigint not null",
            "categoryoptioncombouid character varying(11) not null");
    assertThat(old.rows("select iso, monthly, yearly from _periodstructure"))
        .containsExactly("202401|202401|2024");
    assertThat(old.indexes("_dateperiodstructure")).hasSize(20);
  }

  @Test
  void all_tables_are_built_and_recognised_in_2_43() {
    ResourceTableBed newer = new ResourceTableBed(POSTGRES.database(Shape.V2_43));
    Dhis2Fixture fixture = Dhis2Fixture.on(POSTGRES.database(Shape.V2_43).dataSource());
    fixture.organisationUnit("Unit");
    fixture.dataElement("Element");
    fixture.period("202401");
    fixture.setting("keyAnalyticsPeriodYearsOffset", "20");

    ResourceTableResult first = newer.buildAll();
    ResourceTableResult second = newer.buildAll();

    assertThat(first.tables()).allMatch(outcome -> outcome.action() == BUILT);
    assertThat(second.tables()).allMatch(outcome -> outcome.action() == UNCHANGED);
  }

  @Test
  void group_sets_without_units_and_units_without_group_sets_are_fine() {
    dhis2.organisationUnit("Unit");

    tables.build(ORGANISATION_UNIT_GROUP_SET_STRUCTURE);

    assertThat(
            tables.rows(
                "select organisationunitname from analytics_rs_organisationunitgroupsetstructure"))
        .containsExactly("Unit");
  }

  /** The first words of each statement, as the rest may name periods and uids. */
  private List<String> statements() {
    try (StatementCount count = POSTGRES.dataSource().countStatements()) {
      assertThat(tables.buildAll().state()).isEqualTo(RunState.SUCCEEDED);
      return count.statements().stream()
          .map(sql -> sql.substring(0, Math.min(70, sql.length())))
          .toList();
    }
  }

  /** Against readers as well. */
  private static void lock(Statement statement, String table) {
    try {
      statement.execute("lock table " + table + " in access exclusive mode");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    assertThat(
            CompletableFuture.runAsync(
                () -> {
                  while (!condition.getAsBoolean()) {
                    Thread.onSpinWait();
                  }
                }))
        .succeedsWithin(Duration.ofSeconds(30));
  }

  private static String names() {
    return "select relname from pg_class where relkind = 'r' and relname like 'analytics%'"
        + " order by 1";
  }

  private static String files() {
    return "select relname, relfilenode from pg_class where relkind = 'r' and relname like"
        + " 'analytics%' order by 1";
  }
}
