package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAENTRYFORM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASETELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASETSOURCE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.SECTION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.SECTIONDATAELEMENTS;
import static io.github.dhisadmin.jooq.internal.integrity.IssueColumns.refs;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.listAgg;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;
import static org.jooq.impl.DSL.selectOne;

import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import java.util.List;
import java.util.Objects;
import org.jooq.Field;
import org.jooq.Table;

/** Data sets, their assignment, their forms and sections. */
final class DataSetChecks implements CheckFamily {
  private static final String TYPE = "dataSets";
  private static final String ELEMENTS = "dataElements";
  private static final String SECTIONS = "sections";
  private static final String SECTION_PLACE = "Maintenance app, Data set, Manage sections";

  @Override
  public List<SqlCheck> checks(Dhis2Schema schema) {
    return List.of(
        withIncompleteForm(schema),
        elementsInSeveralSections(schema),
        sectionElementsNotInDataSet(schema),
        withoutOrganisationUnit(schema),
        sectionsWithSeveralCombos(schema));
  }

  private SqlCheck withIncompleteForm(Dhis2Schema schema) {
    return SqlCheck.seed(
            CheckSection.DATA_SETS,
            "data_elements_in_data_set_not_in_form",
            "dataElementsInDataSetNotInForm")
        .rated(Severity.WARNING, Severity.WARNING)
        .of(TYPE)
        .texts(
            "Data sets whose form lacks data elements",
            "The custom form or the sections of these data sets do not show all of their data"
                + " elements, so nobody can enter values for the others.",
            "Add the data elements to the form or to a section, or take them out of the data set.",
            "Maintenance app, Data set, Design data entry form or Manage sections")
        .reads(
            schema,
            DATASET.DATAENTRYFORM,
            DATAENTRYFORM.HTMLCODE,
            DATASETELEMENT,
            DATAELEMENT,
            SECTION.DATASETID,
            SECTIONDATAELEMENTS)
        .outOf(DATASET)
        .inspected(new FormInspection());
  }

  private SqlCheck elementsInSeveralSections(Dhis2Schema schema) {
    Table<?> placed =
        selectDistinct(SECTIONDATAELEMENTS.SECTIONID, SECTIONDATAELEMENTS.DATAELEMENTID)
            .from(SECTIONDATAELEMENTS)
            .asTable("placed");
    return SqlCheck.extended(CheckSection.DATA_SETS, "data_elements_in_multiple_sections")
        .rated(Severity.INFO)
        .of(ELEMENTS)
        .texts(
            "Data elements in several sections of one data set",
            "These data elements are in more than one section of the same data set. The form shows"
                + " them twice, and whoever enters a value sees it change in both places.",
            "Keep each data element in one section of the data set.",
            SECTION_PLACE)
        .reads(schema, DATASET, DATAELEMENT, SECTION.DATASETID, SECTIONDATAELEMENTS)
        .outOf(DATAELEMENT)
        .issues(
            select(
                    DATAELEMENT.UID.as(IssueColumns.ID),
                    DATAELEMENT.NAME.as(IssueColumns.NAME),
                    concat(
                            inline("data set "),
                            DATASET.NAME,
                            inline(": "),
                            listAgg(SECTION.NAME, ", ")
                                .withinGroupOrderBy(SECTION.NAME, SECTION.UID))
                        .as(IssueColumns.COMMENT),
                    IssueColumns.withFirst(
                            IssueColumns.text(TYPE, DATASET.UID, DATASET.NAME),
                            refs(SECTIONS, SECTION.UID, SECTION.NAME))
                        .as(IssueColumns.REFS))
                .from(placed)
                .join(SECTION)
                .on(SECTION.SECTIONID.eq(placed.field(SECTIONDATAELEMENTS.SECTIONID)))
                .join(DATASET)
                .on(DATASET.DATASETID.eq(SECTION.DATASETID))
                .join(DATAELEMENT)
                .on(DATAELEMENT.DATAELEMENTID.eq(placed.field(SECTIONDATAELEMENTS.DATAELEMENTID)))
                .groupBy(DATAELEMENT.DATAELEMENTID, DATASET.DATASETID)
                .having(count().gt(inline(1))));
  }

  private SqlCheck sectionElementsNotInDataSet(Dhis2Schema schema) {
    Table<?> placed =
        selectDistinct(SECTION.SECTIONID, SECTION.DATASETID, SECTIONDATAELEMENTS.DATAELEMENTID)
            .from(SECTION)
            .join(SECTIONDATAELEMENTS)
            .on(SECTIONDATAELEMENTS.SECTIONID.eq(SECTION.SECTIONID))
            .asTable("placed");
    return SqlCheck.extended(CheckSection.DATA_SETS, "section_elements_not_in_data_set")
        .rated(Severity.WARNING)
        .of(SECTIONS)
        .texts(
            "Sections with data elements that their data set lacks",
            "These sections list data elements that do not belong to the data set of the section;"
                + " they are what is left of data elements that were taken out of the data set.",
            "Take the data elements out of the section, or add them to the data set.",
            SECTION_PLACE)
        .reads(schema, DATASET, DATAELEMENT, DATASETELEMENT, SECTION.DATASETID, SECTIONDATAELEMENTS)
        .outOf(SECTION)
        .issues(
            select(
                    SECTION.UID.as(IssueColumns.ID),
                    SECTION.NAME.as(IssueColumns.NAME),
                    concat(
                            inline("data set "),
                            DATASET.NAME,
                            inline(" lacks "),
                            listAgg(DATAELEMENT.NAME, ", ")
                                .withinGroupOrderBy(DATAELEMENT.NAME, DATAELEMENT.UID))
                        .as(IssueColumns.COMMENT),
                    IssueColumns.withFirst(
                            IssueColumns.text(TYPE, DATASET.UID, DATASET.NAME),
                            refs(ELEMENTS, DATAELEMENT.UID, DATAELEMENT.NAME))
                        .as(IssueColumns.REFS))
                .from(placed)
                .join(SECTION)
                .on(SECTION.SECTIONID.eq(placed.field(SECTION.SECTIONID)))
                .join(DATASET)
                .on(DATASET.DATASETID.eq(SECTION.DATASETID))
                .join(DATAELEMENT)
                .on(DATAELEMENT.DATAELEMENTID.eq(placed.field(SECTIONDATAELEMENTS.DATAELEMENTID)))
                .where(
                    notExists(
                        selectOne()
                            .from(DATASETELEMENT)
                            .where(DATASETELEMENT.DATASETID.eq(placed.field(SECTION.DATASETID)))
                            .and(
                                DATASETELEMENT.DATAELEMENTID.eq(
                                    placed.field(SECTIONDATAELEMENTS.DATAELEMENTID)))))
                .groupBy(SECTION.SECTIONID, DATASET.DATASETID));
  }

  private SqlCheck withoutOrganisationUnit(Dhis2Schema schema) {
    return SqlCheck.seed(
            CheckSection.DATA_SETS,
            "datasets_not_assigned_to_org_units",
            "dataSetsNotAssignedToOrganisationUnits",
            "data_sets_not_assigned_to_org_units")
        .rated(Severity.WARNING, Severity.WARNING)
        .of(TYPE)
        .texts(
            "Data sets without organisation unit",
            "These data sets are assigned to no organisation unit, so nobody can enter data for"
                + " them.",
            "Assign each data set to the organisation units that report it, or delete it.",
            "Maintenance app, Data set, Assign organisation units")
        .reads(schema, DATASET, DATASETSOURCE)
        .outOf(DATASET)
        .issues(LooseObjects.of(DATASET, DATASETSOURCE));
  }

  /**
   * What the guide describes and DHIS2 has not had since 2016. The category combo of a data element
   * is the one that the data set overrides it with, if it does, which the old check did not know.
   */
  private SqlCheck sectionsWithSeveralCombos(Dhis2Schema schema) {
    Field<Long> resolved =
        coalesce(DATASETELEMENT.CATEGORYCOMBOID, DATAELEMENT.CATEGORYCOMBOID).as("comboid");
    Table<?> placed =
        selectDistinct(SECTION.SECTIONID, DATAELEMENT.UID, DATAELEMENT.NAME, resolved)
            .from(SECTION)
            .join(SECTIONDATAELEMENTS)
            .on(SECTIONDATAELEMENTS.SECTIONID.eq(SECTION.SECTIONID))
            .join(DATAELEMENT)
            .on(DATAELEMENT.DATAELEMENTID.eq(SECTIONDATAELEMENTS.DATAELEMENTID))
            .leftJoin(DATASETELEMENT)
            .on(DATASETELEMENT.DATASETID.eq(SECTION.DATASETID))
            .and(DATASETELEMENT.DATAELEMENTID.eq(DATAELEMENT.DATAELEMENTID))
            .asTable("placed");
    Field<Long> comboOfPlaced = column(placed, "comboid", Long.class);
    Table<?> used =
        select(
                placed.field(SECTION.SECTIONID),
                comboOfPlaced,
                listAgg(placed.field(DATAELEMENT.NAME), ", ")
                    .withinGroupOrderBy(
                        placed.field(DATAELEMENT.NAME), placed.field(DATAELEMENT.UID))
                    .as("elements"))
            .from(placed)
            .groupBy(placed.field(SECTION.SECTIONID), comboOfPlaced)
            .asTable("used");
    return SqlCheck.seed(
            CheckSection.DATA_SETS,
            "sections_with_invalid_category_combinations",
            "sectionsWithInvalidCategoryCombinations")
        .rated(Severity.WARNING)
        .of(SECTIONS)
        .texts(
            "Sections with several category combinations",
            "The data elements of these sections have different category combinations. The form"
                + " splits such a section into a table for each, in an order that nobody chose.",
            "Make a section for each category combination, or give the data elements the same one in"
                + " this data set.",
            SECTION_PLACE)
        .reads(
            schema,
            SECTION.DATASETID,
            SECTIONDATAELEMENTS,
            DATASETELEMENT.CATEGORYCOMBOID,
            DATAELEMENT.CATEGORYCOMBOID,
            CATEGORYCOMBO,
            DATASET)
        .outOf(SECTION)
        .issues(
            select(
                    SECTION.UID.as(IssueColumns.ID),
                    SECTION.NAME.as(IssueColumns.NAME),
                    concat(
                            inline("data set "),
                            DATASET.NAME,
                            inline("; "),
                            count(),
                            inline(" category combinations: "),
                            listAgg(
                                    concat(
                                        CATEGORYCOMBO.NAME,
                                        inline(" ("),
                                        column(used, "elements", String.class),
                                        inline(")")),
                                    ", ")
                                .withinGroupOrderBy(CATEGORYCOMBO.NAME, CATEGORYCOMBO.UID))
                        .as(IssueColumns.COMMENT),
                    refs("categoryCombos", CATEGORYCOMBO.UID, CATEGORYCOMBO.NAME)
                        .as(IssueColumns.REFS))
                .from(used)
                .join(SECTION)
                .on(SECTION.SECTIONID.eq(used.field(SECTION.SECTIONID)))
                .join(DATASET)
                .on(DATASET.DATASETID.eq(SECTION.DATASETID))
                .join(CATEGORYCOMBO)
                .on(CATEGORYCOMBO.CATEGORYCOMBOID.eq(column(used, "comboid", Long.class)))
                .groupBy(SECTION.SECTIONID, DATASET.DATASETID)
                .having(count().gt(inline(1))));
  }

  private static <T> Field<T> column(Table<?> table, String name, Class<T> type) {
    return Objects.requireNonNull(table.field(name, type));
  }
}
