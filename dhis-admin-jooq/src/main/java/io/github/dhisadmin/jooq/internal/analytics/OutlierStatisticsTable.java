package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAVALUE;
import static org.jooq.impl.DSL.abs;
import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.length;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.percentileCont;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.stddevPop;

import io.github.dhisadmin.jooq.internal.dhis2.tables.Datavalue;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Mean, median, population standard deviation and median absolute deviation of every series of
 * values: one row per data element, unit and option combinations, over all years and including
 * deleted values, as DHIS2 2.42 computes them. Computed once per run, by several sessions that each
 * take a share of the series.
 */
final class OutlierStatisticsTable {
  /** The columns of the analytics table that hold them. */
  static final List<String> STATISTICS =
      List.of("avg_middle_value", "percentile_middle_value", "mad", "std_dev");

  /**
   * What DHIS2 takes for a number here, less what would overflow a double when squared. Asked only
   * of what is no plain number, as it takes the server twice the time.
   */
  private static final String NUMBER = "^[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]{1,2})?$";

  private static final int LONGEST_NUMBER = 40;

  private final String adminSchema;

  OutlierStatisticsTable(String adminSchema) {
    this.adminSchema = adminSchema;
  }

  /** Makes the table, without rows. */
  void create(DSLContext ctx) {
    WorkTable.OUTLIER_STATISTICS.createEmpty(ctx, adminSchema, statistics(DSL.falseCondition()));
  }

  /** What fills it, in as many pieces as there are sessions. */
  List<Function<DSLContext, Integer>> fillings(int sessions) {
    return IntStream.range(0, sessions)
        .<Function<DSLContext, Integer>>mapToObj(share -> ctx -> fill(ctx, share, sessions))
        .toList();
  }

  private int fill(DSLContext ctx, int share, int shares) {
    return ctx.insertInto(DSL.table(WorkTable.OUTLIER_STATISTICS.in(adminSchema)))
        .select(statistics(DATAVALUE.SOURCEID.mod(inline((long) shares)).eq(inline((long) share))))
        .execute();
  }

  /** Whether a data value belongs to the series of a row of this table under an alias. */
  static Condition isSeriesOf(Datavalue value, String alias) {
    Function<TableField<?, Long>, Condition> same =
        key -> ResourceTables.column(alias, key.getName(), SQLDataType.BIGINT).eq(key);
    return same.apply(value.DATAELEMENTID)
        .and(same.apply(value.SOURCEID))
        .and(same.apply(value.CATEGORYOPTIONCOMBOID))
        .and(same.apply(value.ATTRIBUTEOPTIONCOMBOID));
  }

  /**
   * The four ids as one number that hardly two series share: with it in front, one comparison tells
   * two values of different series apart, and the sort takes a third of the time.
   */
  private static Field<Long> mixed() {
    return DSL.bitXor(
        DATAVALUE.DATAELEMENTID,
        DSL.bitXor(
            DSL.shl(DATAVALUE.SOURCEID, inline(20)),
            DSL.bitXor(
                DSL.shl(DATAVALUE.CATEGORYOPTIONCOMBOID, inline(36)),
                DSL.shl(DATAVALUE.ATTRIBUTEOPTIONCOMBOID, inline(50)))));
  }

  private static Select<?> statistics(Condition share) {
    Field<Double> number = DATAVALUE.VALUE.cast(SQLDataType.DOUBLE);
    Field<Double> median = field(name("series", "median"), SQLDataType.DOUBLE);
    Table<?> series =
        select(
                DATAVALUE.DATAELEMENTID.as("dataelementid"),
                DATAVALUE.SOURCEID.as("sourceid"),
                DATAVALUE.CATEGORYOPTIONCOMBOID.as("categoryoptioncomboid"),
                DATAVALUE.ATTRIBUTEOPTIONCOMBOID.as("attributeoptioncomboid"),
                avg(number).cast(SQLDataType.DOUBLE).as("mean"),
                percentileCont(inline(0.5)).withinGroupOrderBy(number).as("median"),
                stddevPop(number).cast(SQLDataType.DOUBLE).as("deviation"),
                DSL.arrayAgg(number).as("numbers"))
            .from(DATAVALUE)
            .where(share)
            .and(
                DATAVALUE
                    .VALUE
                    .likeRegex(inline(CountedValues.PLAIN_NUMBER))
                    .or(DATAVALUE.VALUE.likeRegex(inline(NUMBER))))
            .and(length(DATAVALUE.VALUE).le(inline(LONGEST_NUMBER)))
            .groupBy(
                mixed(),
                DATAVALUE.DATAELEMENTID,
                DATAVALUE.SOURCEID,
                DATAVALUE.CATEGORYOPTIONCOMBOID,
                DATAVALUE.ATTRIBUTEOPTIONCOMBOID)
            .asTable("series");
    Field<Double> each = field(name("each_number", "x"), SQLDataType.DOUBLE);
    Field<?> deviationMedian =
        field(
            select(percentileCont(inline(0.5)).withinGroupOrderBy(abs(each.minus(median))))
                .from(
                    DSL.unnest(field(name("series", "numbers"), SQLDataType.DOUBLE.array()))
                        .as("each_number", "x")));
    return select(
            field(name("series", "dataelementid")),
            field(name("series", "sourceid")),
            field(name("series", "categoryoptioncomboid")),
            field(name("series", "attributeoptioncomboid")),
            field(name("series", "mean"), SQLDataType.DOUBLE).as(STATISTICS.get(0)),
            median.as(STATISTICS.get(1)),
            deviationMedian.as(STATISTICS.get(2)),
            field(name("series", "deviation"), SQLDataType.DOUBLE).as(STATISTICS.get(3)))
        .from(series);
  }
}
