package io.github.dhisadmin.testkit.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.UpdateCategoryOptionCombos;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.spi.StoredOperation.Done;
import io.github.dhisadmin.spi.StoredOperation.Prepared;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Option combinations that do not follow from their categories. */
class CategoryOptionComboUpdateIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final MaintenanceRequest<?> UPDATE =
      MaintenanceOperations.UPDATE_CATEGORY_OPTION_COMBOS.request();

  private MaintenanceBed maintenance;
  private Dhis2Fixture dhis2;

  private void open(Shape shape) {
    Dhis2Database database = POSTGRES.database(shape);
    maintenance = new MaintenanceBed(database);
    dhis2 = Dhis2Fixture.on(database.dataSource());
    dhis2.category("Sex").options("Female", "Male");
    dhis2.category("Age").options("<5", "5+");
    dhis2.categoryCombo("Sex and age").categories("Sex", "Age");
  }

  /** Tables of categories have had longer names. */
  private static String named(Shape shape, String table) {
    return shape == Shape.V2_40 ? "dataelement" + table : table;
  }

  private List<String> combos(String categoryCombo) {
    return maintenance.values(
        "select o.name from categoryoptioncombo o join categorycombos_optioncombos using"
            + " (categoryoptioncomboid) join categorycombo c using (categorycomboid) where c.name = '"
            + categoryCombo
            + "' order by 1");
  }

  @Test
  void sound_combos_are_left_alone() {
    open(Shape.V2_42);

    assertThat(maintenance.carryOut(UPDATE).values()).allMatch(count -> count == 0);
    assertThat(maintenance.plan(UPDATE).blockers()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void combinations_of_a_new_option_are_added_with_their_options(Shape shape) {
    open(shape);
    dhis2.category("Sex").options("Other");

    assertThat(maintenance.carryOut(UPDATE))
        .containsEntry("added", 2L)
        .containsEntry("removed", 0L);

    assertThat(combos("Sex and age"))
        .containsExactlyInAnyOrder(
            "Female, 5+", "Female, <5", "Male, 5+", "Male, <5", "Other, 5+", "Other, <5");
    assertThat(
            maintenance.values(
                "select count(*) from categoryoptioncombo join categoryoptioncombos_categoryoptions"
                    + " using (categoryoptioncomboid) where name like 'Other, %' and uid ~"
                    + " '^[A-Za-z][A-Za-z0-9]{10}$'"))
        .containsExactly("4");
  }

  @ParameterizedTest
  @EnumSource
  void obsolete_combination_goes_unless_something_refers_to_it(Shape shape) {
    open(shape);
    dhis2.dataElement("Cases").categoryCombo("Sex and age");
    dhis2.dataValue("Cases", "202401", "Bo").categoryOptionCombo("Male, <5").value("1");
    maintenance.run(
        // 2.43 has audited the value.
        "delete from datavalueaudit",
        "create table host_combo (combo bigint references categoryoptioncombo)",
        "insert into host_combo select categoryoptioncomboid from categoryoptioncombo where name ="
            + " 'Male, 5+'",
        "delete from categories_categoryoptions where categoryoptionid in (select categoryoptionid"
            + " from "
            + named(shape, "categoryoption")
            + " where name in ('Male', 'Female'))");
    dhis2.category("Sex").options("Other");

    assertThat(MaintenanceBed.lines(maintenance.plan(UPDATE).blockers()))
        .containsExactlyInAnyOrder(
            "REFERENCED Male, <5: referred to by datavalue.categoryoptioncomboid",
            "REFERENCED Male, 5+: referred to by host_combo.combo");
    assertThat(maintenance.carryOut(UPDATE))
        .containsEntry("added", 2L)
        .containsEntry("removed", 2L);
    assertThat(combos("Sex and age"))
        .containsExactlyInAnyOrder("Male, 5+", "Male, <5", "Other, 5+", "Other, <5");
  }

  @Test
  void attribute_combination_in_use_stays_and_minimums_of_an_unused_one_go() {
    open(Shape.V2_42);
    dhis2.dataElement("Cases");
    dhis2.dataValue("Cases", "202401", "Bo").attributeOptionCombo("Male, <5").value("1");
    maintenance.run(
        "insert into minmaxdataelement (sourceid, dataelementid, categoryoptioncomboid,"
            + " minimumvalue, maximumvalue, generatedvalue) select sourceid, dataelementid, "
            + dhis2.categoryOptionComboId("Male, 5+")
            + ", 1, 2, true from datavalue",
        "delete from categories_categoryoptions where sort_order = 2 and categoryid = (select"
            + " categoryid from category where name = 'Sex')");

    assertThat(maintenance.carryOut(UPDATE)).containsEntry("removed", 1L);

    assertThat(combos("Sex and age")).containsExactly("Female, 5+", "Female, <5", "Male, <5");
    assertThat(maintenance.count("minmaxdataelement")).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void names_follow_the_options(Shape shape) {
    open(shape);
    maintenance.run(
        "update " + named(shape, "categoryoption") + " set name = 'Woman' where name = 'Female'");

    assertThat(maintenance.carryOut(UPDATE)).containsEntry("renamed", 2L);

    assertThat(combos("Sex and age"))
        .containsExactlyInAnyOrder("Male, 5+", "Male, <5", "Woman, 5+", "Woman, <5");
  }

  @ParameterizedTest
  @EnumSource
  void combo_that_cannot_be_told_keeps_all_it_has(Shape shape) {
    open(shape);
    maintenance.run(
        "delete from categories_categoryoptions where categoryid = (select categoryid from "
            + named(shape, "category")
            + " where name = 'Age')",
        "insert into categorycombo (categorycomboid, uid, created, lastupdated, name,"
            + " datadimensiontype, skiptotal) values (77, 'comboUid077', now(), now(), 'Empty',"
            + " 'DISAGGREGATION', false)");

    assertThat(MaintenanceBed.lines(maintenance.plan(UPDATE).blockers()))
        .containsExactly(
            "INVALID Empty: it has no categories",
            "INVALID Sex and age: 1 of its categories have no options");
    maintenance.carryOut(UPDATE);
    assertThat(combos("Sex and age")).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource
  void duplicates_are_reported_and_kept(Shape shape) {
    open(shape);
    maintenance.run(
        "insert into categoryoptioncombo (categoryoptioncomboid, uid, created, lastupdated, name)"
            + " values (88888888, 'double00001', now(), now(), 'Male, <5')",
        "insert into categorycombos_optioncombos (categorycomboid, categoryoptioncomboid) select"
            + " categorycomboid, 88888888 from categorycombo where name = 'Sex and age'",
        "insert into categoryoptioncombos_categoryoptions (categoryoptioncomboid, categoryoptionid)"
            + " select 88888888, categoryoptionid from "
            + named(shape, "categoryoption")
            + " where name in ('Male', '<5')");

    assertThat(maintenance.plan(UPDATE).blockers())
        .extracting("reason", "object")
        .containsExactly(tuple("DUPLICATE", "double00001"));
    maintenance.carryOut(UPDATE);
    assertThat(combos("Sex and age")).hasSize(5);
  }

  @ParameterizedTest
  @EnumSource
  void only_the_chosen_combos_within_the_limit_are_touched(Shape shape) {
    open(shape);
    dhis2.category("Place").options("In", "Out");
    dhis2.categoryCombo("By place").categories("Place");
    dhis2.category("Sex").options("Other");
    dhis2.category("Place").options("Between");
    String place = dhis2.categoryCombo("By place").uid();

    assertThat(
            maintenance.carryOut(
                MaintenanceOperations.UPDATE_CATEGORY_OPTION_COMBOS.with(
                    new UpdateCategoryOptionCombos(Set.of(place), 5))))
        .containsEntry("added", 1L);
    assertThat(
            MaintenanceBed.lines(
                maintenance
                    .plan(
                        MaintenanceOperations.UPDATE_CATEGORY_OPTION_COMBOS.with(
                            new UpdateCategoryOptionCombos(Set.of(), 5)))
                    .blockers()))
        .containsExactly("INVALID Sex and age: it would have more than 5 option combinations");
  }

  @Test
  void unknown_category_combination_is_refused_by_its_uid() {
    open(Shape.V2_42);
    String known =
        maintenance.values("select uid from categorycombo where name = 'Sex and age'").get(0);

    assertThatThrownBy(
            () ->
                maintenance.plan(
                    MaintenanceOperations.UPDATE_CATEGORY_OPTION_COMBOS.with(
                        new UpdateCategoryOptionCombos(Set.of(known, "notThere123"), 1_000))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("[notThere123]");
  }

  @Test
  void obsolete_combination_that_is_locked_is_left_to_the_next_time() throws SQLException {
    open(Shape.V2_42);
    maintenance.run(
        "delete from categories_categoryoptions where categoryoptionid = (select categoryoptionid"
            + " from categoryoption where name = 'Male')");
    try (Connection writer = maintenance.connection();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("select 1 from categoryoptioncombo where name = 'Male, <5' for key share");

      Done done = maintenance.execute(UPDATE);

      assertThat(done.failureOrNull()).isNull();
      assertThat(done.counts()).containsEntry("removed", 1L);
      assertThat(done.blockers()).extracting("reason").containsExactly("LOCKED");
      writer.rollback();
      writer.setAutoCommit(true);
    }
    assertThat(maintenance.carryOut(UPDATE)).containsEntry("removed", 1L);
  }

  @Test
  void row_of_the_host_that_came_after_the_plan_does_not_go_with_its_combination() {
    open(Shape.V2_42);
    maintenance.run(
        "create table host_combo (combo bigint references categoryoptioncombo on delete cascade)",
        "delete from categories_categoryoptions where categoryoptionid = (select categoryoptionid"
            + " from categoryoption where name = 'Male')");
    Prepared prepared = maintenance.prepared(UPDATE);
    maintenance.run(
        "insert into host_combo select categoryoptioncomboid from categoryoptioncombo where name ="
            + " 'Male, 5+'");

    Done done = maintenance.execute(UPDATE, prepared, RunControl.none());

    assertThat(done.counts()).containsEntry("removed", 1L);
    assertThat(done.blockers()).extracting("reason").containsExactly("REFERENCED");
    assertThat(maintenance.count("host_combo")).isEqualTo(1);
  }

  @Test
  void what_another_node_added_since_the_plan_is_not_added_again() {
    open(Shape.V2_42);
    dhis2.category("Sex").options("Other");
    Prepared prepared = maintenance.prepared(UPDATE);
    maintenance.execute(UPDATE);

    Done done = maintenance.execute(UPDATE, prepared, RunControl.none());

    assertThat(done.counts()).containsEntry("added", 0L);
    assertThat(combos("Sex and age")).hasSize(6);
  }

  @Test
  void product_of_two_thousand_is_made_at_once() {
    open(Shape.V2_42);
    int many = 2_000;
    dhis2.category("Many");
    dhis2.categoryCombo("By many").categories("Many");
    maintenance.run(
        "insert into categoryoption (categoryoptionid, uid, created, lastupdated, name, shortname)"
            + " select 5000000 + n, 'opt' || lpad(n::text, 8, '0'), now(), now(), 'Option ' || n,"
            + " 'Option ' || n from generate_series(1, "
            + many
            + ") n",
        "insert into categories_categoryoptions (categoryid, categoryoptionid, sort_order) select"
            + " categoryid, 5000000 + n, n from category, generate_series(1, "
            + many
            + ") n where name = 'Many'");

    assertThat(maintenance.carryOut(UPDATE)).containsEntry("added", (long) many);
  }
}
