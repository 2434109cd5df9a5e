package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENTGROUP;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENTGROUPMEMBERS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENTGROUPSET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENTGROUPSETMEMBERS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASETELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIODTYPE;
import static io.github.dhisadmin.jooq.internal.integrity.IssueColumns.refs;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.listAgg;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.github.dhisadmin.integrity.CheckOption;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import java.util.List;
import org.jooq.Condition;

/** Data elements, the data sets they are collected by and the groups they are shown by. */
final class DataElementChecks implements CheckFamily {
  private static final String TYPE = "dataElements";
  private static final String GROUPS = "dataElementGroups";
  private static final Condition AGGREGATE = DATAELEMENT.DOMAINTYPE.eq(inline("AGGREGATE"));

  @Override
  public List<SqlCheck> checks(Dhis2Schema schema) {
    return List.of(
        withoutDataSet(schema),
        withoutGroup(schema, AGGREGATE)
            .with(CheckOption.ALL_DOMAINS, withoutGroup(schema, noCondition())),
        inSeveralGroups(schema),
        inSeveralGroupsOfOneSet(schema),
        withSeveralPeriodTypes(schema));
  }

  /** A link whose data set is null does not count, unlike in DHIS2 2.42. */
  private SqlCheck withoutDataSet(Dhis2Schema schema) {
    return SqlCheck.seed(
            CheckSection.DATA_ELEMENTS,
            "data_elements_without_datasets",
            "dataElementsWithoutDataSet",
            "data_elements_without_data_sets")
        .rated(Severity.WARNING, Severity.WARNING)
        .of(TYPE)
        .texts(
            "Aggregate data elements without data set",
            "No data set collects these data elements, so nobody can enter values for them. Some may"
                + " be kept on purpose for values of former years.",
            "Add each data element to a data set, or delete it if it has no values and nothing"
                + " uses it.",
            "Maintenance app, Data set, Data elements")
        .reads(schema, DATAELEMENT.DOMAINTYPE, DATASETELEMENT.DATASETID)
        .outOf(DATAELEMENT, AGGREGATE)
        .issues(
            select(DATAELEMENT.UID.as(IssueColumns.ID), DATAELEMENT.NAME.as(IssueColumns.NAME))
                .from(DATAELEMENT)
                .where(AGGREGATE)
                .and(
                    notExists(
                        selectOne()
                            .from(DATASETELEMENT)
                            .where(DATASETELEMENT.DATAELEMENTID.eq(DATAELEMENT.DATAELEMENTID))
                            .and(DATASETELEMENT.DATASETID.isNotNull()))));
  }

  private SqlCheck withoutGroup(Dhis2Schema schema, Condition looked) {
    return SqlCheck.seed(
            CheckSection.DATA_ELEMENTS,
            "data_elements_aggregate_no_groups",
            "dataElementsWithoutGroups",
            "data_elements_without_groups")
        .rated(Severity.WARNING, Severity.WARNING)
        .of(TYPE)
        .texts(
            "Aggregate data elements without group",
            "These data elements are in no data element group. Analysts find data elements by their"
                + " group, and will not find these.",
            "Add each data element to at least one group.",
            "Maintenance app, Data element group")
        .reads(schema, DATAELEMENT.DOMAINTYPE, DATAELEMENTGROUPMEMBERS)
        .outOf(DATAELEMENT, looked)
        .issues(
            select(DATAELEMENT.UID.as(IssueColumns.ID), DATAELEMENT.NAME.as(IssueColumns.NAME))
                .from(DATAELEMENT)
                .where(looked)
                .and(LooseObjects.unnamed(DATAELEMENT, DATAELEMENTGROUPMEMBERS)));
  }

  /** What the body of the guide's section on groups speaks of; DHIS2 has no such check. */
  private SqlCheck inSeveralGroups(Dhis2Schema schema) {
    return SqlCheck.extended(CheckSection.DATA_ELEMENTS, "data_elements_in_multiple_groups")
        .rated(Severity.INFO)
        .of(TYPE)
        .texts(
            "Data elements in several groups",
            "These data elements are in more than one group. That is allowed, and wrong only if the"
                + " groups belong to one group set.",
            "Nothing, unless the groups were meant to exclude each other.",
            "Maintenance app, Data element group")
        .reads(schema, DATAELEMENTGROUPMEMBERS, DATAELEMENTGROUP)
        .outOf(DATAELEMENT)
        .issues(
            select(
                    DATAELEMENT.UID.as(IssueColumns.ID),
                    DATAELEMENT.NAME.as(IssueColumns.NAME),
                    concat(count(), inline(" groups")).as(IssueColumns.COMMENT),
                    refs(GROUPS, DATAELEMENTGROUP.UID, DATAELEMENTGROUP.NAME).as(IssueColumns.REFS))
                .from(DATAELEMENT)
                .join(DATAELEMENTGROUPMEMBERS)
                .on(DATAELEMENTGROUPMEMBERS.DATAELEMENTID.eq(DATAELEMENT.DATAELEMENTID))
                .join(DATAELEMENTGROUP)
                .on(
                    DATAELEMENTGROUP.DATAELEMENTGROUPID.eq(
                        DATAELEMENTGROUPMEMBERS.DATAELEMENTGROUPID))
                .groupBy(DATAELEMENT.DATAELEMENTID)
                .having(count().gt(inline(1))));
  }

  /**
   * The list of a set may name a group twice, which is no violation; DHIS2 2.42 counts it as one.
   */
  private SqlCheck inSeveralGroupsOfOneSet(Dhis2Schema schema) {
    return SqlCheck.seed(
            CheckSection.DATA_ELEMENTS,
            "data_elements_violating_exclusive_group_sets",
            "dataElementsViolatingExclusiveGroupSets",
            "data_elements_excess_groupset_membership")
        .rated(Severity.SEVERE, Severity.SEVERE)
        .of(TYPE)
        .texts(
            "Data elements in several groups of one group set",
            "These data elements are in more than one group of the same group set. Analysis by the"
                + " group set counts their values in only one of the groups.",
            "Keep each data element in one group of the set and take it out of the others.",
            "Maintenance app, Data element group")
        .reads(
            schema,
            DATAELEMENTGROUPMEMBERS,
            DATAELEMENTGROUP,
            DATAELEMENTGROUPSET,
            DATAELEMENTGROUPSETMEMBERS)
        .outOf(DATAELEMENT)
        .issues(
            new GroupSetQuery(
                    DATAELEMENT,
                    DATAELEMENTGROUPMEMBERS,
                    DATAELEMENTGROUP,
                    DATAELEMENTGROUPSETMEMBERS,
                    DATAELEMENTGROUPSET)
                .inSeveralGroupsOfOneSet(GROUPS, "dataElementGroupSets"));
  }

  /** Weekly types that begin on other days are different types, as in DHIS2. */
  private SqlCheck withSeveralPeriodTypes(Dhis2Schema schema) {
    return SqlCheck.seed(
            CheckSection.DATA_ELEMENTS,
            "data_elements_aggregate_with_different_period_types",
            "dataElementsAssignedToDataSetsWithDifferentPeriodTypes",
            "data_elements_assigned_to_data_sets_with_different_period_types")
        .rated(Severity.SEVERE, Severity.SEVERE)
        .of(TYPE)
        .texts(
            "Data elements in data sets of different period types",
            "These data elements are collected by data sets of different period types, such as"
                + " monthly and quarterly. The same fact may be entered twice and then counted"
                + " twice. Weeks that begin on different days are different types.",
            "Collect each data element at one frequency, or use a data element of its own for each.",
            "Maintenance app, Data set")
        .reads(schema, DATASETELEMENT, DATASET.PERIODTYPEID, PERIODTYPE)
        .outOf(DATAELEMENT)
        .issues(
            select(
                    DATAELEMENT.UID.as(IssueColumns.ID),
                    DATAELEMENT.NAME.as(IssueColumns.NAME),
                    listAgg(concat(DATASET.NAME, inline(" ("), PERIODTYPE.NAME, inline(")")), ", ")
                        .withinGroupOrderBy(DATASET.NAME, DATASET.UID)
                        .as(IssueColumns.COMMENT),
                    refs("dataSets", DATASET.UID, DATASET.NAME).as(IssueColumns.REFS))
                .from(DATAELEMENT)
                .join(DATASETELEMENT)
                .on(DATASETELEMENT.DATAELEMENTID.eq(DATAELEMENT.DATAELEMENTID))
                .join(DATASET)
                .on(DATASET.DATASETID.eq(DATASETELEMENT.DATASETID))
                .join(PERIODTYPE)
                .on(PERIODTYPE.PERIODTYPEID.eq(DATASET.PERIODTYPEID))
                .groupBy(DATAELEMENT.DATAELEMENTID)
                .having(countDistinct(DATASET.PERIODTYPEID).gt(inline(1))));
  }
}
