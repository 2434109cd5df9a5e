package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENTAGGREGATIONLEVELS;
import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.resourcetable.ResourceTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The dimensions of data values as narrow tables keyed by the ids that data values hold. Each one
 * joins the resource tables that DHIS2 joins per row, so a value whose key is missing is no row,
 * and each numbers its rows in the order in which values are stored.
 */
final class DataValueDimensions {
  /** Numbers that {@code value} holds. */
  static final String NUMERIC = "N";

  /** 1 and 0 for true and false. */
  static final String BOOLEAN = "B";

  /** 1 for true. */
  static final String TRUE_ONLY = "T";

  /** Texts and dates that {@code textvalue} holds. */
  static final String TEXT = "X";

  /** The column with what a dimension adds to {@code id}, and the dash that follows. */
  static final String ID_PART = "idpart";

  private static final Set<String> NUMERIC_TYPES =
      Set.of(
          "INTEGER",
          "INTEGER_POSITIVE",
          "INTEGER_NEGATIVE",
          "INTEGER_ZERO_OR_POSITIVE",
          "NUMBER",
          "UNIT_INTERVAL",
          "PERCENTAGE");
  private static final Set<String> TEXT_TYPES =
      Set.of(
          "TEXT",
          "LONG_TEXT",
          "LETTER",
          "TIME",
          "USERNAME",
          "EMAIL",
          "PHONE_NUMBER",
          "URL",
          "DATE",
          "DATETIME",
          "AGE");
  private static final Set<String> KEEPS_ZERO = Set.of("AVERAGE", "AVERAGE_SUM_ORG_UNIT");

  private final ResourceTables resources;
  private final Dimensions dimensions;
  private final BuildSettings settings;
  private final Dhis2Schema schema;
  private final String adminSchema;

  DataValueDimensions(BuildInput input) {
    this.resources = input.resources();
    this.dimensions = input.dimensions();
    this.settings = input.settings();
    this.schema = input.schema();
    this.adminSchema = input.adminSchema();
  }

  void create(DSLContext ctx) {
    WorkTable.PERIOD.create(ctx, adminSchema, periods());
    WorkTable.DATA_ELEMENT.create(ctx, adminSchema, dataElements());
    WorkTable.ORGANISATION_UNIT.create(ctx, adminSchema, organisationUnits());
    WorkTable.CATEGORY_OPTION_COMBO.create(
        ctx, adminSchema, optionCombos("co", dimensions.disaggregations()));
    WorkTable.ATTRIBUTE_OPTION_COMBO.create(
        ctx, adminSchema, optionCombos("ao", dimensions.attributes()));
    WorkTable.APPROVAL.create(ctx, adminSchema, approvals(ctx));
  }

  private Select<?> periods() {
    Table<Record> ps = resources.table(ResourceTable.PERIOD_STRUCTURE, "ps");
    Field<LocalDate> start = column("ps", "startdate", SQLDataType.LOCALDATE);
    List<SelectField<?>> fields = new ArrayList<>();
    fields.add(column("ps", "periodid", SQLDataType.BIGINT).as("id"));
    fields.add(place(start, column("ps", "periodid", SQLDataType.BIGINT)));
    Field<String> iso = column("ps", "iso", SQLDataType.CLOB).cast(SQLDataType.CLOB);
    fields.add(iso.as("pe"));
    fields.add(idPart(iso));
    fields.add(column("ps", "year", SQLDataType.INTEGER).as("year"));
    fields.add(start.as("pestartdate"));
    fields.add(column("ps", "enddate", SQLDataType.LOCALDATE).as("peenddate"));
    fields.add(column("ps", "daysno", SQLDataType.INTEGER).as("daysno"));
    fields.add(
        DSL.trunc(start, org.jooq.DatePart.MONTH).cast(SQLDataType.LOCALDATE).as("monthstart"));
    if (schema.outlierStatisticsByDefault()) {
      fields.add(column("ps", "periodtypename", SQLDataType.VARCHAR(255)).as("petype"));
    }
    dimensions
        .periodTypes()
        .forEach(
            type ->
                fields.add(column("ps", type, SQLDataType.CLOB).cast(SQLDataType.CLOB).as(type)));
    return select(fields).from(ps);
  }

  private Select<?> dataElements() {
    Table<Record> des = resources.table(ResourceTable.DATA_ELEMENT_STRUCTURE, "des");
    Table<Record> degs = resources.table(ResourceTable.DATA_ELEMENT_GROUP_SET_STRUCTURE, "degs");
    Field<Long> id = column("des", "dataelementid", SQLDataType.BIGINT);
    Field<String> uid = column("des", "dataelementuid", AnalyticsColumn.UID);
    List<SelectField<?>> fields = new ArrayList<>();
    fields.add(id.as("id"));
    fields.add(place(uid, id));
    fields.add(uid.cast(AnalyticsColumn.UID).as("dx"));
    fields.add(idPart(uid));
    fields.add(valueClass().as("valueclass"));
    fields.add(DSL.field(keepsZero()).as("keepszero"));
    fields.add(levelCuts(id).as("levelcuts"));
    fields.add(column("des", "datasetapprovallevel", SQLDataType.INTEGER).as("approvallevel"));
    fields.add(column("des", "workflowid", SQLDataType.BIGINT).as("workflowid"));
    dimensions.elementGroupSets().forEach(set -> fields.add(uidColumn("degs", set)));
    return select(fields)
        .from(des)
        .join(degs)
        .on(column("degs", "dataelementid", SQLDataType.BIGINT).eq(id))
        .join(DATAELEMENT)
        .on(DATAELEMENT.DATAELEMENTID.eq(id))
        .where(DATAELEMENT.DOMAINTYPE.eq("AGGREGATE"))
        .and(valueClass().isNotNull());
  }

  private static Field<String> valueClass() {
    return case_()
        .when(DATAELEMENT.VALUETYPE.in(NUMERIC_TYPES), inline(NUMERIC))
        .when(DATAELEMENT.VALUETYPE.eq("BOOLEAN"), inline(BOOLEAN))
        .when(DATAELEMENT.VALUETYPE.eq("TRUE_ONLY"), inline(TRUE_ONLY))
        .when(DATAELEMENT.VALUETYPE.in(TEXT_TYPES), inline(TEXT));
  }

  private Condition keepsZero() {
    Condition always = DATAELEMENT.AGGREGATIONTYPE.in(KEEPS_ZERO);
    return settings.includeZeroValues()
        ? always.or(DATAELEMENT.ZEROISSIGNIFICANT.isTrue())
        : always;
  }

  /**
   * For each organisation unit level, down to which level a value's ancestors are hidden because
   * the element is not aggregated above its aggregation levels: the greatest aggregation level
   * above the unit's own. Null for an element without aggregation levels.
   */
  private Field<Integer[]> levelCuts(Field<Long> dataElementId) {
    Field<Integer> unitLevel = field(name("unit", "level"), SQLDataType.INTEGER);
    Field<Integer> cut =
        field(
            select(DSL.coalesce(max(DATAELEMENTAGGREGATIONLEVELS.AGGREGATIONLEVEL), inline(0)))
                .from(DATAELEMENTAGGREGATIONLEVELS)
                .where(DATAELEMENTAGGREGATIONLEVELS.DATAELEMENTID.eq(dataElementId))
                .and(DATAELEMENTAGGREGATIONLEVELS.AGGREGATIONLEVEL.lt(unitLevel)));
    Field<Integer[]> cuts =
        field(
            select(DSL.arrayAgg(cut).orderBy(unitLevel))
                .from(DSL.generateSeries(1, Math.max(1, dimensions.levels())).as("unit", "level")));
    return when(
        condition(
            DSL.exists(
                select(inline(1))
                    .from(DATAELEMENTAGGREGATIONLEVELS)
                    .where(DATAELEMENTAGGREGATIONLEVELS.DATAELEMENTID.eq(dataElementId)))),
        cuts);
  }

  private Select<?> organisationUnits() {
    Table<Record> ous = resources.table(ResourceTable.ORGANISATION_UNIT_STRUCTURE, "ous");
    Table<Record> ougs =
        resources.table(ResourceTable.ORGANISATION_UNIT_GROUP_SET_STRUCTURE, "ougs");
    Field<Long> id = column("ous", "organisationunitid", SQLDataType.BIGINT);
    List<Field<?>> path =
        IntStream.rangeClosed(1, dimensions.levels())
            .<Field<?>>mapToObj(level -> column("ous", "uidlevel" + level, AnalyticsColumn.UID))
            .toList();
    List<Field<?>> order = new ArrayList<>(path);
    order.add(id);
    List<SelectField<?>> fields = new ArrayList<>();
    fields.add(id.as("id"));
    fields.add(place(order.toArray(Field[]::new)));
    Field<String> uid = column("ous", "organisationunituid", AnalyticsColumn.UID);
    fields.add(uid.cast(AnalyticsColumn.UID).as("ou"));
    fields.add(idPart(uid));
    fields.add(column("ous", "level", SQLDataType.INTEGER).as("oulevel"));
    fields.add(column("ougs", "startdate", SQLDataType.LOCALDATE).as("monthstart"));
    if (schema.outlierStatisticsByDefault()) {
      fields.add(column("ous", "path", SQLDataType.VARCHAR(255)).as("path"));
    }
    IntStream.rangeClosed(1, dimensions.levels())
        .forEach(level -> fields.add(uidColumn("ous", "uidlevel" + level)));
    dimensions.unitGroupSets().forEach(set -> fields.add(uidColumn("ougs", set)));
    return select(fields)
        .from(ous)
        .join(ougs)
        .on(column("ougs", "organisationunitid", SQLDataType.BIGINT).eq(id));
  }

  private Select<?> optionCombos(String uidName, List<String> columns) {
    Table<Record> structure = resources.table(ResourceTable.CATEGORY_STRUCTURE, "cs");
    Table<Record> named = resources.table(ResourceTable.CATEGORY_OPTION_COMBO_NAME, "con");
    Field<Long> id = column("cs", "categoryoptioncomboid", SQLDataType.BIGINT);
    List<SelectField<?>> fields = new ArrayList<>();
    fields.add(id.as("id"));
    fields.add(place(CATEGORYOPTIONCOMBO.UID, id));
    fields.add(CATEGORYOPTIONCOMBO.UID.cast(AnalyticsColumn.UID).as(uidName));
    fields.add(idPart(CATEGORYOPTIONCOMBO.UID));
    fields.add(column("con", "approvallevel", SQLDataType.INTEGER).as("approvallevel"));
    fields.add(column("con", "startdate", SQLDataType.LOCALDATE).as("startdate"));
    fields.add(column("con", "enddate", SQLDataType.LOCALDATE).as("enddate"));
    columns.forEach(uid -> fields.add(uidColumn("cs", uid)));
    return select(fields)
        .from(structure)
        .join(named)
        .on(column("con", "categoryoptioncomboid", SQLDataType.BIGINT).eq(id))
        .join(CATEGORYOPTIONCOMBO)
        .on(CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID.eq(id));
  }

  /**
   * Approvals spread to the units below them, so that a value finds its own by equality. DHIS2
   * joins the unit or any of its ancestors instead.
   */
  private Select<?> approvals(DSLContext ctx) {
    Table<Record> da = resources.table(ResourceTable.DATA_APPROVAL_MIN_LEVEL, "da");
    Table<Record> ous = resources.table(ResourceTable.ORGANISATION_UNIT_STRUCTURE, "ous");
    Field<Long> approvedUnit = column("da", "organisationunitid", SQLDataType.BIGINT);
    Field<Long> unit = column("ous", "organisationunitid", SQLDataType.BIGINT);
    Field<Integer> level = column("da", "minlevel", SQLDataType.INTEGER);
    Function<String, Field<Long>> key = column -> column("da", column, SQLDataType.BIGINT);
    boolean known =
        settings.approvalYears() >= 0
            && !resources.columns(ctx, ResourceTable.DATA_APPROVAL_MIN_LEVEL).isEmpty();
    if (!known) {
      return select(
              val(0L).as("workflowid"),
              val(0L).as("periodid"),
              val(0L).as("attributeoptioncomboid"),
              val(0L).as("organisationunitid"),
              val(0).as("minlevel"))
          .where(DSL.falseCondition());
    }
    List<Field<Long>> ancestors =
        IntStream.rangeClosed(1, dimensions.levels())
            .mapToObj(l -> column("ous", "idlevel" + l, SQLDataType.BIGINT))
            .toList();
    Table<?> above =
        DSL.lateral(
                select(field(name("ancestor", "id"), SQLDataType.BIGINT).as("id"))
                    .from(DSL.unnest(DSL.array(ancestors)).as("ancestor", "id")))
            .as("above");
    return select(
            key.apply("workflowid").as("workflowid"),
            key.apply("periodid").as("periodid"),
            key.apply("attributeoptioncomboid").as("attributeoptioncomboid"),
            unit.as("organisationunitid"),
            DSL.min(level).as("minlevel"))
        .from(ous)
        .crossJoin(above)
        .join(da)
        .on(approvedUnit.eq(field(name("above", "id"), SQLDataType.BIGINT)))
        .groupBy(
            key.apply("workflowid"),
            key.apply("periodid"),
            key.apply("attributeoptioncomboid"),
            unit);
  }

  private static Field<?> place(Field<?>... order) {
    return rowNumber().over(DSL.orderBy(order)).as("place");
  }

  private static Field<?> idPart(Field<String> uid) {
    return DSL.concat(uid, inline("-")).as(ID_PART);
  }

  private static Field<?> uidColumn(String alias, String uid) {
    return column(alias, uid, AnalyticsColumn.UID).cast(AnalyticsColumn.UID).as(name(uid));
  }
}
