package io.github.dhisadmin.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.testkit.fixture.CategoryComboFixture;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CategoryComboChecksIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String TWINS = "categories_unique_category_combo";
  private static final String SHARED = "category_options_shared_within_category_combo";
  private static final String DUPLICATES = "category_option_combos_have_duplicates";
  private static final String CARDINALITY = "cocs_wrong_cardinality";
  private static final String DISJOINT = "category_option_combos_disjoint";
  private static final String LOOSE = "catoptioncombos_no_catcombo";
  private static final String NAMELESS = "category_option_combos_no_names";
  private static final List<String> DEFAULTS =
      List.of(
          "categories_one_default_category",
          "categories_one_default_category_option",
          "categories_one_default_category_combo",
          "categories_one_default_category_option_combo");

  private IntegrityBed checks;
  private Dhis2Fixture dhis2;

  private void open(Shape shape) {
    checks = new IntegrityBed(POSTGRES.database(shape));
    dhis2 = Dhis2Fixture.on(checks.dataSource());
    dhis2.category("Sex").options("Female", "Male");
    dhis2.category("Age").options("<1y", ">1y");
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void sound_combos_and_the_default_ones_have_no_issue(Shape shape) {
    open(shape);
    dhis2.categoryCombo("Sex and age").categories("Sex", "Age");
    dhis2.categoryCombo("Sex").categories("Sex");

    assertThat(List.of(TWINS, SHARED, DUPLICATES, CARDINALITY, DISJOINT, LOOSE, NAMELESS))
        .allSatisfy(check -> assertThat(checks.issues(check)).as(check).isEmpty());
    assertThat(DEFAULTS).allSatisfy(check -> assertThat(checks.issues(check)).as(check).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void objects_named_default_must_be_the_default_ones(Shape shape) {
    open(shape);
    boolean old = shape == Shape.V2_40;
    List<String> tables =
        List.of(
            old ? "dataelementcategory" : "category",
            old ? "dataelementcategoryoption" : "categoryoption",
            "categorycombo",
            "categoryoptioncombo");
    for (String table : tables) {
      checks.execute(
          "update " + table + " set uid = 'notdefault1' where name = 'default'",
          "update " + table + " set name = 'Default' where name in ('Sex', 'Female')");
    }

    assertThat(DEFAULTS)
        .allSatisfy(
            check -> {
              assertThat(checks.lines(check)).containsExactly("SEVERE notdefault1 default");
              assertThat(checks.total(check)).isNull();
            });
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void combos_differ_in_their_categories_whatever_the_order(Shape shape) {
    open(shape);
    CategoryComboFixture one = dhis2.categoryCombo("Sex and age").categories("Sex", "Age");
    CategoryComboFixture other = dhis2.categoryCombo("Age and sex");
    dhis2.categoryCombo("Sex only");
    CategoryComboFixture nothing = dhis2.categoryCombo("Nothing");
    CategoryComboFixture neither = dhis2.categoryCombo("Nothing either");
    checks.execute(
        "insert into categorycombos_categories (categorycomboid, categoryid, sort_order) select "
            + other.id()
            + ", categoryid, 3 - sort_order from categorycombos_categories where categorycomboid = "
            + one.id(),
        "insert into categorycombos_categories (categorycomboid, categoryid, sort_order) values ("
            + dhis2.categoryCombo("Sex only").id()
            + ", "
            + dhis2.category("Sex").id()
            + ", 1), ("
            + dhis2.categoryCombo("Sex only").id()
            + ", null, 2), ("
            + nothing.id()
            + ", null, 1), ("
            + neither.id()
            + ", null, 1)");

    assertThat(checks.lines(TWINS))
        .containsExactly(
            "SEVERE " + other.uid() + " Age and sex: 1 more of the same categories [Sex and age]",
            "SEVERE " + one.uid() + " Sex and age: 1 more of the same categories [Age and sex]");
    assertThat(IntegrityBed.refs(checks.issues(TWINS).get(0)))
        .containsExactly("categoryCombos " + one.uid());
    assertThat(checks.total(TWINS)).as("with the default one").isEqualTo(6);
  }

  @Test
  void many_combos_of_the_same_categories_name_a_hundred_of_each_other() {
    open(Shape.V2_42);
    dhis2.categoryCombo("Sex").categories("Sex");
    checks.execute(
        "insert into categorycombo (categorycomboid, uid, created, lastupdated, name,"
            + " datadimensiontype, skiptotal) select 800000 + n, 'combo' || lpad(n::text, 6, '0'),"
            + " now(), now(), 'Combo ' || lpad(n::text, 3, '0'), 'DISAGGREGATION', false from generate_series(1, 150) n",
        "insert into categorycombos_categories (categorycomboid, categoryid, sort_order) select"
            + " 800000 + n, "
            + dhis2.category("Sex").id()
            + ", 1 from generate_series(1, 150) n");

    List<IntegrityIssue> twins = checks.issues(TWINS);
    assertThat(twins).hasSize(151);
    assertThat(twins)
        .allSatisfy(
            issue -> {
              assertThat(issue.comment()).isEqualTo("150 more of the same categories");
              assertThat(issue.refs()).hasSizeBetween(99, 100);
            });
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void categories_of_a_combo_share_no_option(Shape shape) {
    open(shape);
    dhis2.category("Result").options("Good", "Unknown");
    dhis2.category("Place").options("Home", "Unknown");
    CategoryComboFixture combo =
        dhis2.categoryCombo("Result, sex and place").categories("Sex", "Place");
    dhis2.categoryCombo("Result").categories("Result");
    checks.execute(
        "insert into categorycombos_categories (categorycomboid, categoryid, sort_order) values ("
            + combo.id()
            + ", "
            + dhis2.category("Result").id()
            + ", 3)",
        "insert into categories_categoryoptions (categoryid, sort_order, categoryoptionid) select"
            + " categoryid, 9, categoryoptionid from categories_categoryoptions where"
            + " categoryoptionid = "
            + dhis2.categoryOption("Home").id());

    assertThat(checks.lines(SHARED))
        .containsExactly(
            "SEVERE "
                + dhis2.categoryOption("Unknown").uid()
                + " Unknown: Result, sex and place: Place, Result"
                + " [Result, sex and place, Place, Result]");
    assertThat(IntegrityBed.refs(checks.issues(SHARED).get(0)))
        .containsExactly(
            "categoryCombos " + combo.uid(),
            "categories " + dhis2.category("Place").uid(),
            "categories " + dhis2.category("Result").uid());
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void option_combos_of_a_combo_differ_in_their_options(Shape shape) {
    open(shape);
    dhis2.categoryCombo("Sex and age").categories("Sex", "Age");
    dhis2.categoryCombo("Sex").categories("Sex");
    long combo = dhis2.categoryCombo("Sex and age").id();
    copy("Female, <1y", "Twin", combo);
    copy("Female", "same options in another combo", combo);

    assertThat(checks.issues(DUPLICATES))
        .extracting(issue -> issue.severity() + " " + issue.name() + ": " + issue.comment())
        .containsExactly(
            "WARNING Female, <1y: 1 more with the same options",
            "WARNING Twin: 1 more with the same options");
    assertThat(IntegrityBed.refs(checks.issues(DUPLICATES).get(1)))
        .containsExactly("categoryOptionCombos " + dhis2.categoryOptionComboUid("Female, <1y"));
    assertThat(checks.total(DUPLICATES)).isEqualTo(9);
  }

  @Test
  void many_option_combos_of_the_same_options_name_a_hundred_of_the_others() {
    open(Shape.V2_42);
    long combo = dhis2.categoryCombo("Sex").categories("Sex").id();
    for (int i = 0; i < 101; i++) {
      copy("Female", "Twin " + i, combo);
    }

    List<IntegrityIssue> issues = checks.issues(DUPLICATES);
    assertThat(issues)
        .hasSize(102)
        .extracting(IntegrityIssue::comment)
        .containsOnly("101 more with the same options");
    assertThat(issues).allSatisfy(issue -> assertThat(issue.refs()).hasSizeBetween(99, 100));
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void option_combos_have_one_option_per_category(Shape shape) {
    open(shape);
    CategoryComboFixture combo = dhis2.categoryCombo("Sex and age").categories("Sex", "Age");
    checks.execute(
        "delete from categoryoptioncombos_categoryoptions where categoryoptioncomboid = "
            + dhis2.categoryOptionComboId("Female, <1y"),
        "insert into categoryoptioncombos_categoryoptions (categoryoptioncomboid, categoryoptionid)"
            + " values ("
            + dhis2.categoryOptionComboId("Male, <1y")
            + ", "
            + dhis2.categoryOption("Female").id()
            + ")");

    assertThat(checks.lines(CARDINALITY))
        .containsExactly(
            "SEVERE "
                + dhis2.categoryOptionComboUid("Female, <1y")
                + " Female, <1y: options: 0, categories: 2 [Sex and age]",
            "SEVERE "
                + dhis2.categoryOptionComboUid("Male, <1y")
                + " Male, <1y: options: 3, categories: 2 [Sex and age]");
    assertThat(IntegrityBed.refs(checks.issues(CARDINALITY).get(0)))
        .containsExactly("categoryCombos " + combo.uid());
    assertThat(checks.total(CARDINALITY)).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void combo_without_categories_has_no_option_combos_with_options(Shape shape) {
    open(shape);
    dhis2.categoryCombo("Sex").categories("Sex");
    checks.execute(
        "update categorycombos_categories set categoryid = null where categorycomboid = "
            + dhis2.categoryCombo("Sex").id());

    assertThat(checks.names(CARDINALITY)).containsExactly("Female", "Male");
    assertThat(checks.names(DISJOINT)).containsExactly("Female", "Male");

    checks.execute(
        "delete from categorycombos_categories where categorycomboid = "
            + dhis2.categoryCombo("Sex").id());

    assertThat(checks.names(CARDINALITY)).containsExactly("Female", "Male");
    assertThat(checks.names(DISJOINT)).containsExactly("Female", "Male");
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void options_of_option_combos_come_from_the_categories_of_their_combo(Shape shape) {
    open(shape);
    CategoryComboFixture combo = dhis2.categoryCombo("Sex and age").categories("Sex", "Age");
    dhis2.categoryCombo("Sex").categories("Sex");
    dhis2.category("Former").options("Former one");
    dhis2.categoryCombo("Former").categories("Former");
    String former = dhis2.categoryOption("Former one").uid();
    checks.execute(
        "update categoryoptioncombos_categoryoptions set categoryoptionid = "
            + dhis2.categoryOption("Former one").id()
            + " where categoryoptioncomboid = "
            + dhis2.categoryOptionComboId("Female, <1y")
            + " and categoryoptionid = "
            + dhis2.categoryOption("<1y").id());

    assertThat(checks.lines(DISJOINT))
        .containsExactly(
            "SEVERE "
                + dhis2.categoryOptionComboUid("Female, <1y")
                + " Female, <1y: Sex and age does not offer Former one [Sex and age, Former one]");
    assertThat(IntegrityBed.refs(checks.issues(DISJOINT).get(0)))
        .containsExactly("categoryCombos " + combo.uid(), "categoryOptions " + former);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void option_combos_belong_to_a_combo(Shape shape) {
    open(shape);
    dhis2.categoryCombo("Sex").categories("Sex");
    checks.execute(
        "delete from categorycombos_optioncombos where categoryoptioncomboid = "
            + dhis2.categoryOptionComboId("Male"));

    assertThat(checks.lines(LOOSE))
        .containsExactly("WARNING " + dhis2.categoryOptionComboUid("Male") + " Male");
    assertThat(checks.total(LOOSE)).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void option_combos_without_name_go_by_their_options(Shape shape) {
    open(shape);
    dhis2.categoryCombo("Sex and age").categories("Sex", "Age");
    long optionless = dhis2.categoryOptionComboId("Male, >1y");
    String optionlessUid = dhis2.categoryOptionComboUid("Male, >1y");
    checks.execute(
        "update categoryoptioncombo set name = null where name = 'Female, <1y'",
        "update categoryoptioncombo set name = ' ' where name = 'Male, <1y'",
        "update categoryoptioncombo set name = '' where categoryoptioncomboid = " + optionless,
        "delete from categoryoptioncombos_categoryoptions where categoryoptioncomboid = "
            + optionless);

    assertThat(checks.issues(NAMELESS))
        .extracting(issue -> issue.severity() + " " + issue.name() + ": " + issue.comment())
        .containsExactlyInAnyOrder(
            "SEVERE <1y, Female: no name",
            "SEVERE <1y, Male: blank name",
            "SEVERE " + optionlessUid + ": blank name");
    assertThat(checks.total(NAMELESS)).isEqualTo(5);
  }

  /** Makes another option combo of the same options. */
  private void copy(String optionCombo, String name, long combo) {
    long from = dhis2.categoryOptionComboId(optionCombo);
    checks.execute(
        "insert into categoryoptioncombo (categoryoptioncomboid, uid, name, created, lastupdated,"
            + " translations) select nextval('hibernate_sequence'), left(md5('"
            + name
            + "'), 11), '"
            + name
            + "', now(), now(), '[]'",
        "insert into categorycombos_optioncombos (categoryoptioncomboid, categorycomboid) select"
            + " categoryoptioncomboid, "
            + combo
            + " from categoryoptioncombo where name = '"
            + name
            + "'",
        "insert into categoryoptioncombos_categoryoptions (categoryoptioncomboid,"
            + " categoryoptionid) select c.categoryoptioncomboid, o.categoryoptionid from"
            + " categoryoptioncombo c cross join categoryoptioncombos_categoryoptions o where"
            + " c.name = '"
            + name
            + "' and o.categoryoptioncomboid = "
            + from);
  }
}
