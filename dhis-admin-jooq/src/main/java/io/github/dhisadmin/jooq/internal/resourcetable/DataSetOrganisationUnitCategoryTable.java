package io.github.dhisadmin.jooq.internal.resourcetable;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBOS_OPTIONCOMBOS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTION_ORGANISATIONUNITS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASETSOURCE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIODTYPE;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.optional;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.required;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.github.dhisadmin.jooq.internal.dhis2.tables.CategoryoptioncombosCategoryoptions;
import io.github.dhisadmin.jooq.internal.period.PeriodSql;
import io.github.dhisadmin.resourcetable.ResourceTable;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record5;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * The attribute option combinations that may report for a data set at a unit it is assigned to: the
 * default one, or those all of whose options are linked to the unit itself. DHIS2 asks this of each
 * data set, unit and combination in turn; here it is one division of relations.
 */
final class DataSetOrganisationUnitCategoryTable implements ResourceTableDefinition {
  private static final String DEFAULT = "default";
  private static final String ROW = "cell";
  private static final String LINKED = "linked";
  private static final CategoryoptioncombosCategoryoptions COMBO_OPTIONS =
      CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS;
  private static final Field<LocalDate> NO_DATE = inline(null, SQLDataType.LOCALDATE);

  @Override
  public ResourceTable table() {
    return ResourceTable.DATA_SET_ORGANISATION_UNIT_CATEGORY;
  }

  @Override
  public TableContent content(BuildInput input) {
    List<Column> columns =
        List.of(
            required("datasetid", SQLDataType.BIGINT, field(name(ROW, "dataset"), Long.class)),
            required(
                "organisationunitid", SQLDataType.BIGINT, field(name(ROW, "unit"), Long.class)),
            required(
                "attributeoptioncomboid",
                SQLDataType.BIGINT,
                field(name(ROW, "combo"), Long.class)),
            optional(
                "costartdate", SQLDataType.LOCALDATE, field(name(ROW, "starts"), LocalDate.class)),
            optional(
                "coenddate", SQLDataType.LOCALDATE, field(name(ROW, "ends"), LocalDate.class)));
    Table<?> cells =
        ofDefaultCombos()
            .unionAll(ofLinkedOptions())
            .unionAll(ofCombosWithoutOptions())
            .asTable(ROW, "dataset", "unit", "combo", "starts", "ends");
    return TableContent.of(columns, select(Column.fields(columns)).from(cells))
        .keyedBy("datasetid", "organisationunitid", "attributeoptioncomboid");
  }

  private static Select<Record5<Long, Long, Long, LocalDate, LocalDate>> ofDefaultCombos() {
    Field<Long> defaultCombo = field(name("fallback", "combo"), Long.class);
    return select(DATASETSOURCE.DATASETID, DATASETSOURCE.SOURCEID, defaultCombo, NO_DATE, NO_DATE)
        .from(DATASETSOURCE)
        .join(DATASET)
        .on(DATASET.DATASETID.eq(DATASETSOURCE.DATASETID))
        .join(CATEGORYCOMBO)
        .on(CATEGORYCOMBO.CATEGORYCOMBOID.eq(DATASET.CATEGORYCOMBOID))
        .join(
            select(min(CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID).as("combo"))
                .from(CATEGORYOPTIONCOMBO)
                .where(CATEGORYOPTIONCOMBO.NAME.eq(DEFAULT))
                .asTable("fallback"))
        .on(defaultCombo.isNotNull())
        .where(CATEGORYCOMBO.NAME.eq(DEFAULT));
  }

  private static Select<Record5<Long, Long, Long, LocalDate, LocalDate>> ofLinkedOptions() {
    Field<Long> combo = field(name(LINKED, "combo"), Long.class);
    Field<Long> unit = field(name(LINKED, "unit"), Long.class);
    Field<LocalDate> starts = field(name(LINKED, "starts"), SQLDataType.LOCALDATE);
    Field<LocalDate> ends = field(name(LINKED, "ends"), SQLDataType.LOCALDATE);
    return select(
            DATASETSOURCE.DATASETID,
            DATASETSOURCE.SOURCEID,
            combo,
            starts,
            coalesce(
                PeriodSql.extend(PERIODTYPE.NAME, ends, DATASET.OPENPERIODSAFTERCOENDDATE), ends))
        .from(linked())
        .join(CATEGORYCOMBOS_OPTIONCOMBOS)
        .on(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID.eq(combo))
        .join(CATEGORYCOMBO)
        .on(CATEGORYCOMBO.CATEGORYCOMBOID.eq(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID))
        .join(DATASET)
        .on(DATASET.CATEGORYCOMBOID.eq(CATEGORYCOMBO.CATEGORYCOMBOID))
        .leftJoin(PERIODTYPE)
        .on(PERIODTYPE.PERIODTYPEID.eq(DATASET.PERIODTYPEID))
        .join(DATASETSOURCE)
        .on(DATASETSOURCE.DATASETID.eq(DATASET.DATASETID))
        .and(DATASETSOURCE.SOURCEID.eq(unit))
        .where(CATEGORYCOMBO.NAME.ne(DEFAULT));
  }

  /** Combinations of options and the units that all of the options are linked to. */
  private static Table<?> linked() {
    Field<Long> sizedCombo = field(name("size", "combo"), Long.class);
    Field<Integer> size = field(name("size", "options"), Integer.class);
    return select(
            COMBO_OPTIONS.CATEGORYOPTIONCOMBOID.as("combo"),
            CATEGORYOPTION_ORGANISATIONUNITS.ORGANISATIONUNITID.as("unit"),
            min(CATEGORYOPTION.STARTDATE).as("starts"),
            max(CATEGORYOPTION.ENDDATE).as("ends"))
        .from(COMBO_OPTIONS)
        .join(
            select(COMBO_OPTIONS.CATEGORYOPTIONCOMBOID.as("combo"), count().as("options"))
                .from(COMBO_OPTIONS)
                .groupBy(COMBO_OPTIONS.CATEGORYOPTIONCOMBOID)
                .asTable("size"))
        .on(sizedCombo.eq(COMBO_OPTIONS.CATEGORYOPTIONCOMBOID))
        .join(CATEGORYOPTION)
        .on(CATEGORYOPTION.CATEGORYOPTIONID.eq(COMBO_OPTIONS.CATEGORYOPTIONID))
        .join(CATEGORYOPTION_ORGANISATIONUNITS)
        .on(CATEGORYOPTION_ORGANISATIONUNITS.CATEGORYOPTIONID.eq(COMBO_OPTIONS.CATEGORYOPTIONID))
        .where(
            COMBO_OPTIONS.CATEGORYOPTIONCOMBOID.in(
                select(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID)
                    .from(CATEGORYCOMBOS_OPTIONCOMBOS)
                    .join(DATASET)
                    .on(DATASET.CATEGORYCOMBOID.eq(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID))))
        .groupBy(
            COMBO_OPTIONS.CATEGORYOPTIONCOMBOID,
            CATEGORYOPTION_ORGANISATIONUNITS.ORGANISATIONUNITID,
            size)
        .having(count().eq(size))
        .asTable(LINKED);
  }

  /** DHIS2 takes "all options are linked" literally where there are none. */
  private static Select<Record5<Long, Long, Long, LocalDate, LocalDate>> ofCombosWithoutOptions() {
    return select(
            DATASETSOURCE.DATASETID,
            DATASETSOURCE.SOURCEID,
            CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID,
            NO_DATE,
            NO_DATE)
        .from(DATASET)
        .join(CATEGORYCOMBO)
        .on(CATEGORYCOMBO.CATEGORYCOMBOID.eq(DATASET.CATEGORYCOMBOID))
        .join(CATEGORYCOMBOS_OPTIONCOMBOS)
        .on(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID.eq(DATASET.CATEGORYCOMBOID))
        .join(DATASETSOURCE)
        .on(DATASETSOURCE.DATASETID.eq(DATASET.DATASETID))
        .where(CATEGORYCOMBO.NAME.ne(DEFAULT))
        .and(
            notExists(
                selectOne()
                    .from(COMBO_OPTIONS)
                    .where(
                        COMBO_OPTIONS.CATEGORYOPTIONCOMBOID.eq(
                            CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID))))
        .and(
            DATASETSOURCE.SOURCEID.in(
                select(CATEGORYOPTION_ORGANISATIONUNITS.ORGANISATIONUNITID)
                    .from(CATEGORYOPTION_ORGANISATIONUNITS)));
  }
}
