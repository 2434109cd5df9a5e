package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAAPPROVALLEVEL;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAVALUE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import io.github.dhisadmin.run.Warning;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectJoinStep;
import org.jooq.SelectOnConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Aggregate data values (2.42, JdbcAnalyticsTableManager): one row per value that counts, with
 * every dimension it can be asked by.
 *
 * <p>One statement reads the values of a year, keeps of each no more than its keys and its number,
 * puts these narrow tuples in the order element, option combinations, place in the hierarchy,
 * period, and only then joins the columns, those of the widest table last. Rows of one element lie
 * together, which most queries profit from.
 */
final class DataValueTable implements AnalyticsTableDefinition {
  private static final int UNAPPROVED = 999;

  private final BuildInput input;
  private final Dimensions dimensions;
  private final BuildSettings settings;
  private final DataValueDimensions work;
  private final DataType<?> periodDay;
  private final String adminSchema;
  private final CountedValues values;
  private final OutlierStatisticsTable statistics;
  private boolean approvalLevelsExist;

  DataValueTable(BuildInput input) {
    this.input = input;
    this.dimensions = input.dimensions();
    this.settings = input.settings();
    this.work = new DataValueDimensions(input);
    this.periodDay =
        input.schema().periodDatesAreTimestamps()
            ? SQLDataType.LOCALDATETIME
            : SQLDataType.LOCALDATE;
    this.adminSchema = input.adminSchema();
    this.values = new CountedValues(settings, adminSchema);
    this.statistics = new OutlierStatisticsTable(adminSchema);
  }

  @Override
  public AnalyticsTableType type() {
    return AnalyticsTableType.DATA_VALUE;
  }

  @Override
  public AnalyticsTableDefinition ofAllYears() {
    return new DataValueTable(input.allYears());
  }

  @Override
  public AnalyticsTableDefinition prepare(DSLContext ctx) {
    work.create(ctx);
    if (settings.computesOutliers()) {
      statistics.create(ctx);
    }
    values.order(ctx);
    approvalLevelsExist = ctx.fetchExists(DATAAPPROVALLEVEL);
    return this;
  }

  @Override
  public List<Function<DSLContext, Integer>> fillings(int sessions) {
    return settings.computesOutliers() ? statistics.fillings(sessions) : List.of();
  }

  @Override
  public List<Condition> checks(Partition partition) {
    int year = partition.year().orElseThrow();
    List<Condition> checks = new ArrayList<>();
    checks.add(field(name("year"), SQLDataType.INTEGER).eq(inline(year)));
    checks.add(field(name("pestartdate"), SQLDataType.LOCALDATE).lt(inline(Partition.endOf(year))));
    LocalDate firstEnd = partition.firstEndOrNull();
    if (firstEnd != null) {
      // With this one, what is asked between two days reads the years of these days only.
      checks.add(field(name("peenddate"), SQLDataType.LOCALDATE).ge(inline(firstEnd)));
    }
    return checks;
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
    Field<LocalDate> firstEnd = min(column("p", "peenddate", SQLDataType.LOCALDATE));
    return ctx.select(year, total, firstEnd)
        .from(perPeriod)
        .join(WorkTable.PERIOD.as(adminSchema, "p"))
        .on(
            column("p", "id", SQLDataType.BIGINT)
                .eq(column("counted", "periodid", SQLDataType.BIGINT)))
        .where(year.ge(settings.firstYear()))
        .groupBy(year)
        .orderBy(year)
        .fetch(r -> Partition.ofYear(r.value1(), r.value2().longValue()).endingFrom(r.value3()));
  }

  @Override
  public Optional<Field<String>> key() {
    return Optional.of(field(name("id"), SQLDataType.CLOB));
  }

  @Override
  public Optional<Select<?>> changedSince(LocalDateTime moment) {
    return Optional.of(values.changedSince(moment, id()));
  }

  @Override
  public Optional<Select<?>> keys(Partition part) {
    return Optional.of(values.keysOf(part, id()));
  }

  @Override
  public List<AnalyticsColumn> columns() {
    Access together = Access.STORED_TOGETHER_IF_SELECTIVE;
    List<AnalyticsColumn> columns = new ArrayList<>();
    columns.add(AnalyticsColumn.uid("dx", true, Access.LEADING, uid("d", "dx")));
    columns.add(AnalyticsColumn.uid("co", true, Access.LEADING, uid("c", "co")));
    columns.add(AnalyticsColumn.uid("ao", true, together, uid("a", "ao")));
    columns.add(AnalyticsColumn.fact("pestartdate", periodDay, day("pestartdate")));
    columns.add(AnalyticsColumn.fact("peenddate", periodDay, day("peenddate")));
    columns.add(required("year", SQLDataType.INTEGER, column("p", "year", SQLDataType.INTEGER)));
    columns.add(required("pe", SQLDataType.CLOB, text("p", "pe")));
    columns.add(AnalyticsColumn.uid("ou", true, Access.SELECTIVE, uid("o", "ou")));
    columns.add(AnalyticsColumn.fact("oulevel", SQLDataType.INTEGER, level()));
    columns.add(AnalyticsColumn.fact("id", SQLDataType.CLOB, id()));
    addUids(columns, "d", dimensions.elementGroupSets(), together);
    addUids(columns, "o", dimensions.unitGroupSets(), Access.IF_SELECTIVE);
    addUids(columns, "c", dimensions.disaggregationGroupSets(), together);
    addUids(columns, "a", dimensions.attributeGroupSets(), together);
    addUids(columns, "c", dimensions.disaggregationCategories(), together);
    addUids(columns, "a", dimensions.attributeCategories(), together);
    for (int level = 1; level <= dimensions.levels(); level++) {
      columns.add(
          AnalyticsColumn.uid("uidlevel" + level, false, Access.IF_SELECTIVE, ancestor(level)));
    }
    columns.addAll(AnalyticsColumn.periods(dimensions.periodTypes(), "p"));
    if (settings.computesOutliers()) {
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
    boolean approvals = joinsApprovals(partition);
    List<Field<?>> fields = new ArrayList<>();
    for (AnalyticsColumn column : columns()) {
      fields.add(
          column.name().equals("approvallevel") && !approvals
              ? approvalLevel(false).as("approvallevel")
              : column.select());
    }
    SelectJoinStep<?> from = DSL.select(fields).from(values.of(partition).asTable("n"));
    SelectOnConditionStep<?> joined =
        from.join(WorkTable.DATA_ELEMENT.as(adminSchema, "d"))
            .on(samePlace("d"))
            .join(WorkTable.ATTRIBUTE_OPTION_COMBO.as(adminSchema, "a"))
            .on(samePlace("a"))
            .join(WorkTable.ORGANISATION_UNIT.as(adminSchema, "o"))
            .on(samePlace("o"))
            .join(WorkTable.CATEGORY_OPTION_COMBO.as(adminSchema, "c"))
            .on(samePlace("c"))
            .join(WorkTable.PERIOD.as(adminSchema, "p"))
            .on(samePlace("p"));
    if (approvals) {
      joined = joinApprovals(joined);
    }
    return joined.where(settings.respectDates() ? optionsCoverPeriod() : noCondition());
  }

  /** Each value that counts is one row, unless what is joined later makes a difference. */
  @Override
  public int rowCount(DSLContext ctx, Partition partition) {
    return settings.respectDates() || joinsApprovals(partition)
        ? ctx.fetchCount(rows(partition))
        : ctx.fetchCount(values.unordered(partition));
  }

  private boolean joinsApprovals(Partition partition) {
    return approvalLevelsExist && settings.approvalsCountIn(partition.year().orElseThrow());
  }

  /** The rows join the periods of the year, and statistics of all values as a work table. */
  @Override
  public Optional<SourceSplit> split(Partition partition) {
    return Optional.of(
        new SourceSplit(
            DATAVALUE.getName(),
            DATAVALUE.PERIODID.getName(),
            select(WorkTable.id("p"))
                .from(WorkTable.PERIOD.as(adminSchema, "p"))
                .where(
                    column("p", "year", SQLDataType.INTEGER)
                        .eq(inline(partition.year().orElseThrow())))
                .orderBy(WorkTable.id("p"))));
  }

  @Override
  public List<Warning> findings(DSLContext ctx) {
    return values.findings(ctx);
  }

  private SelectOnConditionStep<?> joinApprovals(SelectOnConditionStep<?> joined) {
    return joined
        .leftJoin(WorkTable.APPROVAL.as(adminSchema, "da"))
        .on(
            column("da", "workflowid", SQLDataType.BIGINT)
                .eq(column("d", "workflowid", SQLDataType.BIGINT)))
        .and(column("da", "periodid", SQLDataType.BIGINT).eq(WorkTable.id("p")))
        .and(column("da", "attributeoptioncomboid", SQLDataType.BIGINT).eq(WorkTable.id("a")))
        .and(column("da", "organisationunitid", SQLDataType.BIGINT).eq(WorkTable.id("o")));
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
    columns.add(required("sourceid", SQLDataType.INTEGER, WorkTable.id("o")));
    columns.add(required("periodid", SQLDataType.INTEGER, WorkTable.id("p")));
    columns.add(required("categoryoptioncomboid", SQLDataType.INTEGER, WorkTable.id("c")));
    columns.add(required("attributeoptioncomboid", SQLDataType.INTEGER, WorkTable.id("a")));
    columns.add(
        new AnalyticsColumn(
            "dataelementid",
            SQLDataType.INTEGER,
            true,
            Access.STORED_TOGETHER_IF_SELECTIVE,
            WorkTable.id("d")));
    columns.add(AnalyticsColumn.fact("petype", SQLDataType.VARCHAR(255), text("p", "petype")));
    columns.add(AnalyticsColumn.fact("path", SQLDataType.VARCHAR(255), text("o", "path")));
    for (String statistic : OutlierStatisticsTable.STATISTICS) {
      columns.add(
          AnalyticsColumn.fact(
              statistic, SQLDataType.DOUBLE, column("n", statistic, SQLDataType.DOUBLE)));
    }
  }

  private static void addUids(
      List<AnalyticsColumn> columns, String alias, List<String> uids, Access access) {
    uids.forEach(uid -> columns.add(AnalyticsColumn.uid(uid, false, access, uid(alias, uid))));
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
    Field<Integer> cut = column("n", CountedValues.CUT, SQLDataType.INTEGER);
    return when(cut.lt(inline(level)), uid);
  }

  /** Its parts come with their dashes, as joining nine texts per row costs as much as a table. */
  private static Field<String> id() {
    return concat(
        text("d", DataValueDimensions.ID_PART),
        text("p", DataValueDimensions.ID_PART),
        text("o", DataValueDimensions.ID_PART),
        text("c", DataValueDimensions.ID_PART),
        uid("a", "ao"));
  }

  private static AnalyticsColumn required(String name, DataType<?> type, Field<?> value) {
    return new AnalyticsColumn(name, type, true, Access.FACT, value);
  }

  private static Condition samePlace(String alias) {
    return WorkTable.place(alias)
        .eq(column("n", alias, SQLDataType.INTEGER).coerce(SQLDataType.BIGINT));
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
