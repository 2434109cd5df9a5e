package io.github.dhisadmin.testkit.resourcetable;

import static io.github.dhisadmin.resourcetable.ResourceTable.DATA_APPROVAL_MIN_LEVEL;
import static io.github.dhisadmin.resourcetable.ResourceTable.DATA_APPROVAL_REMAP_LEVEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.resourcetable.ResourceTableOutcome;
import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ApprovalTablesIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String REMAPPED = "analytics_rs_dataapprovalremaplevel";
  private static final String MINIMUM = "analytics_rs_dataapprovalminlevel";

  private ResourceTableBed tables;
  private Dhis2Fixture dhis2;

  @BeforeEach
  void open() {
    tables = new ResourceTableBed(POSTGRES.database());
    dhis2 = Dhis2Fixture.on(POSTGRES.dataSource());
    dhis2.organisationUnit("Country");
    dhis2.organisationUnit("North").parent("Country");
    dhis2.organisationUnit("Clinic").parent("North");
    dhis2.organisationUnit("South").parent("Country");
    dhis2.approvalLevel("National", 1, 1);
    dhis2.approvalLevel("Regional", 2, 2);
    dhis2.approvalLevel("Local", 3, 3);
  }

  @Test
  void levels_are_one_more_than_the_next_higher_of_their_workflow() {
    dhis2.approvalWorkflow("All").levels("National", "Regional", "Local");
    dhis2.approvalWorkflow("Ends").levels("National", "Local");
    dhis2.approvalWorkflow("Lowest").levels("Local");

    tables.build(DATA_APPROVAL_REMAP_LEVEL);

    assertThat(
            tables.rows(
                "select w.name, l.name, r.level from "
                    + REMAPPED
                    + " r join dataapprovalworkflow w using (workflowid) join dataapprovallevel l"
                    + " using (dataapprovallevelid) order by w.name, r.level"))
        .containsExactly(
            "All|National|1",
            "All|Regional|2",
            "All|Local|3",
            "Ends|National|1",
            "Ends|Local|2",
            "Lowest|Local|1");
    assertThat(tables.columns(REMAPPED))
        .containsExactly(
            "workflowid bigint not null",
            "dataapprovallevelid bigint not null",
            "level integer not null");
    assertThat(tables.indexes(REMAPPED))
        .containsExactly("primary key (workflowid, dataapprovallevelid)");
  }

  @Test
  void approval_of_an_ancestor_by_a_higher_authority_supersedes() {
    dhis2
        .approvalWorkflow("Ends")
        .levels("National", "Regional", "Local")
        .approved("Local", "202401", "Clinic")
        .approved("Regional", "202401", "North")
        .approved("Regional", "202401", "South")
        .approved("Local", "202402", "Clinic")
        .approved("National", "202403", "Country")
        .approved("Local", "202403", "Clinic")
        .approved("Regional", "202403", "Country");

    ResourceTableResult result = tables.build(DATA_APPROVAL_MIN_LEVEL);

    assertThat(result.tables())
        .extracting(ResourceTableOutcome::name)
        .containsExactly(REMAPPED, MINIMUM);
    assertThat(
            tables.rows(
                "select p.startdate, o.name, m.minlevel from "
                    + MINIMUM
                    + " m join period p using (periodid) join organisationunit o using"
                    + " (organisationunitid) order by 1, 2"))
        .containsExactly(
            "2024-01-01|North|2",
            "2024-01-01|South|2",
            "2024-02-01|Clinic|3",
            "2024-03-01|Country|1");
    assertThat(tables.columns(MINIMUM))
        .containsExactly(
            "workflowid bigint not null",
            "periodid bigint not null",
            "attributeoptioncomboid bigint not null",
            "organisationunitid bigint not null",
            "minlevel integer not null");
    assertThat(tables.indexes(MINIMUM))
        .containsExactly(
            "primary key (workflowid, periodid, attributeoptioncomboid, organisationunitid)");
  }
}
