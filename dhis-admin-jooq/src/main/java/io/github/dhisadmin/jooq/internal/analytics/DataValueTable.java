package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAAPPROVALLEVEL;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAVALUE;
import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.OutlierStatistics;
import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import io.github.dhisadmin.run.Warning;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SelectJoinStep;
import org.jooq.SelectOnConditionStep;
import org.jooq.SelectSeekStepN;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Aggregate data values (2.42, JdbcAnalyticsTableManager): one row per value that counts, with
 * every dimension it can be asked by.
 *
 * <p>One statement reads the values of a year, keeps of each no more than its keys and its number,
 * puts these narrow tuples in the order element, option combination, place in the hierarchy,
 * period, and only then joins the columns. Rows of one element lie together, which most queries
 * profit from.
 */
final class DataValueTable implements AnalyticsTableDefinition {
  private static final int UNAPPROVED = 999;

  /**
   * Numbers longer than this could be beyond what a double holds; they are left out and counted.
   */
  private static final int LONGEST_NUMBER = 200;

  private static final int NAMED_IN_WARNING = 5;

  private static final String PLAIN_NUMBER = "^(-?[0-9]+)(\\.[0-9]+)?$";

  /** What a cast accepts, with an exponent that a double holds. */
  private static final String CASTABLE_NUMBER =
      "^[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,2})?$";

  private final Dimensions dimensions;
  private final BuildSettings settings;
  private final DataValueDimensions work;
  private final DataType<?> periodDay;
  private final String adminSchema;

  /** Largest places per dimension, known once the work tables are there. */
  private List<Long> sizes = List.of();

  private boolean approvalLevelsExist;

  DataValueTable(BuildInput input) {
    this.dimensions = input.dimensions();
    this.settings = input.settings();
    this.work = new DataValueDimensions(input);
    this.periodDay =
        input.schema().periodDatesAreTimestamps()
            ? SQLDataType.LOCALDATETIME
            : SQLDataType.LOCALDATE;
    this.adminSchema = input.adminSchema();
  }

  @Override
  public AnalyticsTableType type() {
    return AnalyticsTableType.DATA_VALUE;
  }

  @Override
  public AnalyticsTableDefinition prepare(DSLContext ctx) {
    work.create(ctx);
    if (outliers()) {
      OutlierStatisticsTable.create(ctx, adminSchema);
    }
    sizes =
        work.sizes(
            ctx,
            WorkTable.DATA_ELEMENT,
            WorkTable.CATEGORY_OPTION_COMBO,
            WorkTable.ORGANISATION_UNIT,
            WorkTable.PERIOD);
    approvalLevelsExist = ctx.fetchExists(DATAAPPROVALLEVEL);
    return this;
  }

  @Override
  public List<IntFunction<Condition>> checks() {
    Field<Integer> year = field(name("year"), SQLDataType.INTEGER);
    Field<LocalDate> start = field(name("pestartdate"), SQLDataType.LOCALDATE);
    return List.of(y -> year.eq(inline(y)), y -> start.lt(inline(Partition.endOf(y))));
  }

  @Override
  public List<Partition> partitions(DSLContext ctx) {
    if (dimensions.levels() == 0) {
      return List.of();
    }
    Field<Integer> values = count().as("values_");
    Table<?> perPeriod =
        select(DATAVALUE.PERIODID.as("periodid"), values)
            .from(DATAVALUE)
            .groupBy(DATAVALUE.PERIODID)
            .asTable("counted");
    Field<Integer> year = column("p", "year", SQLDataType.INTEGER);
    Field<BigDecimal> total = sum(column("counted", "values_", SQLDataType.BIGINT));
    return ctx.select(year, total)
        .from(perPeriod)
        .join(WorkTable.PERIOD.as(adminSchema, "p"))
        .on(
            column("p", "id", SQLDataType.BIGINT)
                .eq(column("counted", "periodid", SQLDataType.BIGINT)))
        .where(year.ge(settings.firstYear()))
        .groupBy(year)
        .orderBy(year)
        .fetch(r -> Partition.ofYear(r.value1(), r.value2().longValue()));
  }

  @Override
  public List<AnalyticsColumn> columns() {
    List<AnalyticsColumn> columns = new ArrayList<>();
    columns.add(AnalyticsColumn.uid("dx", true, Access.LEADING, uid("d", "dx")));
    columns.add(AnalyticsColumn.uid("co", true, Access.AFTER_LEADING, uid("c", "co")));
    columns.add(AnalyticsColumn.uid("ao", true, Access.AFTER_LEADING, uid("a", "ao")));
    columns.add(AnalyticsColumn.fact("pestartdate", periodDay, day("pestartdate")));
    columns.add(AnalyticsColumn.fact("peenddate", periodDay, day("peenddate")));
    columns.add(required("year", SQLDataType.INTEGER, column("p", "year", SQLDataType.INTEGER)));
    columns.add(required("pe", SQLDataType.CLOB, text("p", "pe")));
    columns.add(AnalyticsColumn.uid("ou", true, Access.SELECTIVE, uid("o", "ou")));
    columns.add(AnalyticsColumn.fact("oulevel", SQLDataType.INTEGER, level()));
    columns.add(AnalyticsColumn.fact("id", SQLDataType.CLOB, id()));
    addUids(columns, "d", dimensions.elementGroupSets());
    addUids(columns, "o", dimensions.unitGroupSets());
    addUids(columns, "c", dimensions.disaggregationGroupSets());
    addUids(columns, "a", dimensions.attributeGroupSets());
    addUids(columns, "c", dimensions.disaggregationCategories());
    addUids(columns, "a", dimensions.attributeCategories());
    for (int level = 1; level <= dimensions.levels(); level++) {
      columns.add(
          AnalyticsColumn.uid("uidlevel" + level, false, Access.IF_SELECTIVE, ancestor(level)));
    }
    dimensions
        .periodTypes()
        .forEach(
            type ->
                columns.add(
                    new AnalyticsColumn(
                        type, SQLDataType.CLOB, false, Access.IF_SELECTIVE, text("p", type))));
    if (outliers()) {
      addOutlierColumns(columns);
    }
    Field<Double> value = column("n", "v", SQLDataType.DOUBLE);
    Field<Integer> days = column("p", "daysno", SQLDataType.INTEGER);
    columns.add(AnalyticsColumn.fact("approvallevel", SQLDataType.INTEGER, approvalLevel(true)));
    columns.add(AnalyticsColumn.fact("daysxvalue", SQLDataType.DOUBLE, value.mul(days)));
    columns.add(required("daysno", SQLDataType.INTEGER, days));
    columns.add(AnalyticsColumn.fact("value", SQLDataType.DOUBLE, value));
    columns.add(AnalyticsColumn.fact("textvalue", SQLDataType.CLOB, text("n", "t")));
    return columns;
  }

  @Override
  public Select<?> rows(Partition partition) {
    int year = partition.year().orElseThrow();
    boolean approvals = approvalLevelsExist && settings.approvalsCountIn(year);
    List<Field<?>> fields = new ArrayList<>();
    for (AnalyticsColumn column : columns()) {
      fields.add(
          column.name().equals("approvallevel") && !approvals
              ? approvalLevel(false).as("approvallevel")
              : column.select());
    }
    SelectJoinStep<?> from = DSL.select(fields).from(values(year).asTable("n"));
    SelectOnConditionStep<?> joined =
        from.join(WorkTable.DATA_ELEMENT.as(adminSchema, "d"))
            .on(samePlace("d"))
            .join(WorkTable.CATEGORY_OPTION_COMBO.as(adminSchema, "c"))
            .on(samePlace("c"))
            .join(WorkTable.ORGANISATION_UNIT.as(adminSchema, "o"))
            .on(samePlace("o"))
            .join(WorkTable.PERIOD.as(adminSchema, "p"))
            .on(samePlace("p"))
            .join(WorkTable.ATTRIBUTE_OPTION_COMBO.as(adminSchema, "a"))
            .on(id("a").eq(column("n", "ao", SQLDataType.BIGINT)));
    if (approvals) {
      joined = joinApprovals(joined);
    }
    if (outliers()) {
      joined = joinStatistics(joined);
    }
    return joined.where(settings.respectDates() ? optionsCoverPeriod() : noCondition());
  }

  @Override
  public List<Warning> findings(DSLContext ctx) {
    Field<String> element = uid("d", "dx");
    Map<String, Integer> wrong =
        ctx.select(element, count())
            .from(DATAVALUE)
            .join(WorkTable.DATA_ELEMENT.as(adminSchema, "d"))
            .on(id("d").eq(DATAVALUE.DATAELEMENTID))
            .where(isClass(DataValueDimensions.NUMERIC))
            .and(DATAVALUE.DELETED.isFalse())
            .and(DATAVALUE.VALUE.isNotNull())
            .and(DSL.not(isNumber(settings.validateNumbers())))
            .groupBy(element)
            .orderBy(count().desc(), element)
            .fetchMap(element, count());
    if (wrong.isEmpty()) {
      return List.of();
    }
    String worst =
        wrong.keySet().stream().limit(NAMED_IN_WARNING).collect(Collectors.joining(", "));
    return List.of(
        new Warning(
            "VALUE_NOT_NUMERIC",
            type().tableName(),
            "Values of "
                + wrong.size()
                + " numeric data elements are not numbers and were left out, most of them of "
                + worst,
            wrong.values().stream().mapToLong(Integer::longValue).sum()));
  }

  /** The values of a year that count, as narrow tuples in storage order. */
  private Select<?> values(int year) {
    SelectConditionStep<?> values =
        select(
                place("d").as("d"),
                place("c").as("c"),
                place("o").as("o"),
                place("p").as("p"),
                DATAVALUE.ATTRIBUTEOPTIONCOMBOID.as("ao"),
                number().as("v"),
                when(isClass(DataValueDimensions.TEXT), DATAVALUE.VALUE)
                    .cast(SQLDataType.CLOB)
                    .as("t"))
            .from(DATAVALUE)
            .join(WorkTable.PERIOD.as(adminSchema, "p"))
            .on(id("p").eq(DATAVALUE.PERIODID))
            .join(WorkTable.DATA_ELEMENT.as(adminSchema, "d"))
            .on(id("d").eq(DATAVALUE.DATAELEMENTID))
            .join(WorkTable.CATEGORY_OPTION_COMBO.as(adminSchema, "c"))
            .on(id("c").eq(DATAVALUE.CATEGORYOPTIONCOMBOID))
            .join(WorkTable.ORGANISATION_UNIT.as(adminSchema, "o"))
            .on(id("o").eq(DATAVALUE.SOURCEID))
            .where(column("p", "year", SQLDataType.INTEGER).eq(inline(year)))
            .and(validInMonth())
            .and(DATAVALUE.DELETED.isFalse())
            .and(DATAVALUE.VALUE.isNotNull())
            .and(counts());
    SelectSeekStepN<?> ordered = values.orderBy(storageOrder());
    return ordered;
  }

  /** A group set row with a start date holds for that month only; hooks may write such rows. */
  private static Condition validInMonth() {
    Field<LocalDate> month = column("o", "monthstart", SQLDataType.LOCALDATE);
    return month.isNull().or(month.eq(column("p", "monthstart", SQLDataType.LOCALDATE)));
  }

  private Condition counts() {
    Condition notZero =
        column("d", "keepszero", SQLDataType.BOOLEAN).isTrue().or(DATAVALUE.VALUE.ne(inline("0")));
    return isClass(DataValueDimensions.NUMERIC)
        .and(notZero)
        .and(isNumber(settings.validateNumbers()))
        .or(
            isClass(DataValueDimensions.BOOLEAN)
                .and(DATAVALUE.VALUE.in(inline("true"), inline("false"))))
        .or(isClass(DataValueDimensions.TRUE_ONLY).and(DATAVALUE.VALUE.eq(inline("true"))))
        .or(isClass(DataValueDimensions.TEXT));
  }

  /** Whether a value can become a number without the statement failing. */
  static Condition isNumber(boolean plain) {
    return DATAVALUE
        .VALUE
        .likeRegex(inline(plain ? PLAIN_NUMBER : CASTABLE_NUMBER))
        .and(DSL.length(DATAVALUE.VALUE).le(inline(LONGEST_NUMBER)));
  }

  private static Field<Double> number() {
    return case_()
        .when(isClass(DataValueDimensions.NUMERIC), DATAVALUE.VALUE.cast(SQLDataType.DOUBLE))
        .when(isClass(DataValueDimensions.TEXT), castNull(SQLDataType.DOUBLE))
        .when(DATAVALUE.VALUE.eq(inline("true")), inline(1.0d))
        .else_(inline(0.0d));
  }

  /**
   * The four places as one number, which sorts several times faster than four columns. If the
   * dimensions are too large for that, periods are left unordered within a unit.
   */
  private List<Field<?>> storageOrder() {
    List<String> aliases = List.of("d", "c", "o", "p");
    BigDecimal tuples = BigDecimal.ONE;
    for (Long size : sizes) {
      tuples = tuples.multiply(BigDecimal.valueOf(size + 1));
    }
    boolean fits = tuples.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0;
    Field<Long> key = place("d");
    for (int i = 1; i < (fits ? aliases.size() : aliases.size() - 1); i++) {
      key = key.mul(inline(sizes.get(i) + 1)).plus(place(aliases.get(i)));
    }
    return List.of(key);
  }

  private SelectOnConditionStep<?> joinApprovals(SelectOnConditionStep<?> joined) {
    return joined
        .leftJoin(WorkTable.APPROVAL.as(adminSchema, "da"))
        .on(bigint("da", "workflowid").eq(bigint("d", "workflowid")))
        .and(bigint("da", "periodid").eq(id("p")))
        .and(bigint("da", "attributeoptioncomboid").eq(id("a")))
        .and(bigint("da", "organisationunitid").eq(id("o")));
  }

  private SelectOnConditionStep<?> joinStatistics(SelectOnConditionStep<?> joined) {
    return joined
        .leftJoin(WorkTable.OUTLIER_STATISTICS.as(adminSchema, "s"))
        .on(bigint("s", "dataelementid").eq(id("d")))
        .and(bigint("s", "sourceid").eq(id("o")))
        .and(bigint("s", "categoryoptioncomboid").eq(id("c")))
        .and(bigint("s", "attributeoptioncomboid").eq(id("a")));
  }

  private static Condition optionsCoverPeriod() {
    Field<LocalDate> start = column("p", "pestartdate", SQLDataType.LOCALDATE);
    Field<LocalDate> end = column("p", "peenddate", SQLDataType.LOCALDATE);
    Condition covered = noCondition();
    for (String alias : List.of("c", "a")) {
      Field<LocalDate> from = column(alias, "startdate", SQLDataType.LOCALDATE);
      Field<LocalDate> to = column(alias, "enddate", SQLDataType.LOCALDATE);
      covered = covered.and(from.isNull().or(from.le(start))).and(to.isNull().or(to.ge(end)));
    }
    return covered;
  }

  private void addOutlierColumns(List<AnalyticsColumn> columns) {
    columns.add(required("sourceid", SQLDataType.INTEGER, id("o")));
    columns.add(required("periodid", SQLDataType.INTEGER, id("p")));
    columns.add(required("categoryoptioncomboid", SQLDataType.INTEGER, id("c")));
    columns.add(required("attributeoptioncomboid", SQLDataType.INTEGER, id("a")));
    columns.add(
        new AnalyticsColumn("dataelementid", SQLDataType.INTEGER, true, Access.SELECTIVE, id("d")));
    columns.add(AnalyticsColumn.fact("petype", SQLDataType.VARCHAR(255), text("p", "petype")));
    columns.add(AnalyticsColumn.fact("path", SQLDataType.VARCHAR(255), text("o", "path")));
    for (String statistic : OutlierStatisticsTable.STATISTICS) {
      columns.add(
          AnalyticsColumn.fact(
              statistic, SQLDataType.DOUBLE, column("s", statistic, SQLDataType.DOUBLE)));
    }
  }

  private static void addUids(List<AnalyticsColumn> columns, String alias, List<String> uids) {
    uids.forEach(
        uid -> columns.add(AnalyticsColumn.uid(uid, false, Access.IF_SELECTIVE, uid(alias, uid))));
  }

  private Field<Integer> approvalLevel(boolean counts) {
    if (!counts) {
      return inline(0).cast(SQLDataType.INTEGER);
    }
    return coalesce(
        column("d", "approvallevel", SQLDataType.INTEGER),
        column("a", "approvallevel", SQLDataType.INTEGER),
        column("da", "minlevel", SQLDataType.INTEGER),
        inline(UNAPPROVED));
  }

  /** An ancestor, hidden where the element is not aggregated that far up. */
  private static Field<String> ancestor(int level) {
    Field<String> uid = uid("o", "uidlevel" + level);
    Field<Integer> cut =
        coalesce(
            DSL.arrayGet(column("d", "levelcuts", SQLDataType.INTEGER.array()), level()),
            inline(0));
    return when(cut.lt(inline(level)), uid);
  }

  private static Field<String> id() {
    Field<String> dash = inline("-");
    return concat(
        uid("d", "dx"),
        dash,
        text("p", "pe"),
        dash,
        uid("o", "ou"),
        dash,
        uid("c", "co"),
        dash,
        uid("a", "ao"));
  }

  private boolean outliers() {
    return settings.outliers() == OutlierStatistics.COMPUTED;
  }

  private static AnalyticsColumn required(String name, DataType<?> type, Field<?> value) {
    return new AnalyticsColumn(name, type, true, Access.FACT, value);
  }

  private static Condition isClass(String valueClass) {
    return column("d", "valueclass", SQLDataType.CLOB).eq(inline(valueClass));
  }

  private static Condition samePlace(String alias) {
    return place(alias).eq(column("n", alias, SQLDataType.BIGINT));
  }

  private static Field<Long> place(String alias) {
    return bigint(alias, "place");
  }

  private static Field<Long> id(String alias) {
    return bigint(alias, "id");
  }

  private static Field<Long> bigint(String alias, String column) {
    return column(alias, column, SQLDataType.BIGINT);
  }

  private static Field<Integer> level() {
    return column("o", "oulevel", SQLDataType.INTEGER);
  }

  private static Field<LocalDate> day(String column) {
    return column("p", column, SQLDataType.LOCALDATE);
  }

  private static Field<String> uid(String alias, String column) {
    return column(alias, column, AnalyticsColumn.UID);
  }

  private static Field<String> text(String alias, String column) {
    return column(alias, column, SQLDataType.CLOB);
  }
}
