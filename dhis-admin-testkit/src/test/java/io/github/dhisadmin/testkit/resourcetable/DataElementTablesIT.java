package io.github.dhisadmin.testkit.resourcetable;

import static io.github.dhisadmin.resourcetable.ResourceTable.DATA_ELEMENT_CATEGORY_OPTION_COMBO;
import static io.github.dhisadmin.resourcetable.ResourceTable.DATA_ELEMENT_GROUP_SET_STRUCTURE;
import static io.github.dhisadmin.resourcetable.ResourceTable.DATA_ELEMENT_STRUCTURE;
import static io.github.dhisadmin.resourcetable.ResourceTable.DATA_SET;
import static io.github.dhisadmin.resourcetable.ResourceTable.INDICATOR_GROUP_SET_STRUCTURE;
import static io.github.dhisadmin.resourcetable.ResourceTable.RELATIONSHIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.testkit.fixture.DataElementFixture;
import io.github.dhisadmin.testkit.fixture.DataSetFixture;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.fixture.GroupFixture;
import io.github.dhisadmin.testkit.fixture.GroupSetFixture;
import io.github.dhisadmin.testkit.fixture.IndicatorFixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DataElementTablesIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private ResourceTableBed tables;
  private Dhis2Fixture dhis2;

  @BeforeEach
  void open() {
    tables = new ResourceTableBed(POSTGRES.database());
    dhis2 = Dhis2Fixture.on(POSTGRES.dataSource());
  }

  @Test
  void workflow_decides_on_approval_and_frequency_on_the_period_type() {
    DataElementFixture element =
        dhis2.dataElement("Shared").valueType("INTEGER").aggregationType("AVERAGE");
    DataElementFixture free = dhis2.dataElement("Free").tracker().zeroIsSignificant();
    dhis2.dataSet("alpha").periodType("Monthly").dataElements("Shared");
    DataSetFixture approved =
        dhis2.dataSet("Beta").periodType("Yearly").workflow("Approval").dataElements("Shared");
    dhis2.dataSet("Gamma").periodType("Yearly").workflow("Approval").dataElements("Shared");

    tables.build(DATA_ELEMENT_STRUCTURE);

    assertThat(
            tables.rows(
                "select * from analytics_rs_dataelementstructure order by dataelementname desc"))
        .containsExactly(
            element.id()
                + "|"
                + element.uid()
                + "|Shared|AVERAGE|INTEGER|AGGREGATE|f|"
                + approved.id()
                + "|"
                + approved.uid()
                + "|Beta||"
                + dhis2.approvalWorkflow("Approval").id()
                + "|"
                + periodTypeId("Monthly")
                + "|Monthly",
            free.id() + "|" + free.uid() + "|Free|SUM|NUMBER|TRACKER|t||||0|||");
    assertThat(tables.columns("analytics_rs_dataelementstructure"))
        .containsExactly(
            "dataelementid bigint not null",
            "dataelementuid character(11) not null",
            "dataelementname character varying(255) not null",
            "aggregationtype character varying(50) not null",
            "valuetype character varying(50) not null",
            "domaintype character varying(50) not null",
            "zeroissignificant boolean not null",
            "datasetid bigint",
            "datasetuid character(11)",
            "datasetname character varying(255)",
            "datasetapprovallevel integer",
            "workflowid bigint",
            "periodtypeid bigint",
            "periodtypename character varying(255)");
    assertThat(tables.indexes("analytics_rs_dataelementstructure"))
        .containsExactly(
            "index (datasetid)",
            "index (datasetuid)",
            "index (periodtypeid)",
            "index (workflowid)",
            "primary key (dataelementid)",
            "unique (dataelementuid)");
  }

  @Test
  void equally_frequent_data_sets_go_by_name_without_case() {
    dhis2.dataElement("Element");
    dhis2.dataSet("Zebra").dataElements("Element");
    DataSetFixture first = dhis2.dataSet("apple").dataElements("Element");
    dhis2.dataSet("Banana").dataElements("Element");

    tables.build(DATA_ELEMENT_STRUCTURE);

    assertThat(
            tables.rows(
                "select datasetuid, datasetapprovallevel, workflowid from"
                    + " analytics_rs_dataelementstructure"))
        .containsExactly(first.uid() + "|0|");
  }

  @Test
  void data_elements_have_their_group_in_each_data_dimension_set() {
    DataElementFixture in = dhis2.dataElement("In");
    DataElementFixture out = dhis2.dataElement("Out").tracker();
    GroupFixture group = dhis2.dataElementGroup("Group").members("In");
    dhis2.dataElementGroup("Second").members("In");
    GroupSetFixture set = dhis2.dataElementGroupSet("Set").groups("Second", "Group");
    dhis2.dataElementGroupSet("Hidden").groups("Group").notDataDimension();

    tables.build(DATA_ELEMENT_GROUP_SET_STRUCTURE);

    assertThat(tables.rows("select * from analytics_rs_dataelementgroupsetstructure order by 2"))
        .containsExactly(in.id() + "|In|Group|" + group.uid(), out.id() + "|Out||");
    assertThat(tables.columns("analytics_rs_dataelementgroupsetstructure"))
        .containsExactly(
            "dataelementid bigint not null",
            "dataelementname character varying(255) not null",
            "Set character varying(255)",
            set.uid() + " character(11)");
    assertThat(tables.indexes("analytics_rs_dataelementgroupsetstructure"))
        .containsExactly("primary key (dataelementid)");
  }

  @Test
  void indicators_have_their_group_in_every_set() {
    IndicatorFixture in = dhis2.indicator("In");
    IndicatorFixture out = dhis2.indicator("Out");
    GroupFixture group = dhis2.indicatorGroup("Group").members("In");
    GroupSetFixture set = dhis2.indicatorGroupSet("Set").groups("Group");

    tables.build(INDICATOR_GROUP_SET_STRUCTURE);

    assertThat(tables.rows("select * from analytics_rs_indicatorgroupsetstructure order by 2"))
        .containsExactly(in.id() + "|In|Group|" + group.uid(), out.id() + "|Out||");
    assertThat(tables.columns("analytics_rs_indicatorgroupsetstructure"))
        .containsExactly(
            "indicatorid bigint not null",
            "indicatorname character varying(255)",
            "Set character varying(255)",
            set.uid() + " character(11)");
  }

  @Test
  void data_elements_have_the_option_combos_of_their_own_combo() {
    dhis2.category("Sex").options("Female", "Male");
    dhis2.categoryCombo("By sex").categories("Sex");
    DataElementFixture element = dhis2.dataElement("Element").categoryCombo("By sex");

    tables.build(DATA_ELEMENT_CATEGORY_OPTION_COMBO);

    assertThat(tables.rows("select * from analytics_rs_dataelementcategoryoptioncombo order by 2"))
        .containsExactly(
            element.id()
                + "|"
                + dhis2.categoryOptionComboId("Female")
                + "|"
                + element.uid()
                + "|"
                + dhis2.categoryOptionComboUid("Female"),
            element.id()
                + "|"
                + dhis2.categoryOptionComboId("Male")
                + "|"
                + element.uid()
                + "|"
                + dhis2.categoryOptionComboUid("Male"));
    assertThat(tables.columns("analytics_rs_dataelementcategoryoptioncombo"))
        .containsExactly(
            "dataelementid bigint not null",
            "categoryoptioncomboid bigint not null",
            "dataelementuid character(11) not null",
            "categoryoptioncombouid character(11) not null");
    assertThat(tables.indexes("analytics_rs_dataelementcategoryoptioncombo"))
        .containsExactly(
            "index (dataelementuid, categoryoptioncombouid)",
            "primary key (dataelementid, categoryoptioncomboid)");
  }

  @Test
  void data_sets_are_copied() {
    DataSetFixture dataSet = dhis2.dataSet("Set");

    tables.build(DATA_SET);

    assertThat(tables.rows("select * from analytics_rs_dataset"))
        .containsExactly(
            dataSet.id() + "|" + dataSet.uid() + "|" + dhis2.categoryCombo("default").id());
    assertThat(tables.columns("analytics_rs_dataset"))
        .containsExactly(
            "datasetid bigint not null",
            "uid character(11) not null",
            "categorycomboid bigint not null");
    assertThat(tables.indexes("analytics_rs_dataset"))
        .containsExactly("primary key (datasetid)", "unique (uid)");
  }

  @Test
  void relationships_count_on_both_sides_unless_deleted() {
    String mother = dhis2.trackedEntity("Mother", "Person", "Clinic").uid();
    String child = dhis2.trackedEntity("Child", "Person", "Clinic").uid();
    String second = dhis2.trackedEntity("Second", "Person", "Clinic").uid();
    dhis2.relationship("Parent of", "Mother", "Child");
    dhis2.relationship("Parent of", "Mother", "Second");
    String deleted = dhis2.relationship("Parent of", "Child", "Second");
    tables.run("update relationship set deleted = true where uid = '" + deleted + "'");

    tables.build(RELATIONSHIP);

    String type = tables.rows("select uid from relationshiptype").get(0);
    assertThat(
            tables.rows(
                "select trackedentityid, relationshiptypeuid, relationship_count from"
                    + " analytics_rs_relationship"))
        .containsExactlyInAnyOrder(
            mother + "|" + type + "|2", child + "|" + type + "|1", second + "|" + type + "|1");
    assertThat(tables.columns("analytics_rs_relationship"))
        .containsExactly(
            "trackedentityid character(11) not null",
            "relationshiptypeuid character(11) not null",
            "relationship_count bigint");
    assertThat(tables.indexes("analytics_rs_relationship"))
        .containsExactly("primary key (trackedentityid, relationshiptypeuid)");
  }

  private String periodTypeId(String name) {
    return tables.rows("select periodtypeid from periodtype where name = '" + name + "'").get(0);
  }
}
