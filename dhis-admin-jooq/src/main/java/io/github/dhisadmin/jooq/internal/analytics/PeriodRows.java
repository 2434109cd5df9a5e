package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import io.github.dhisadmin.resourcetable.ResourceTable;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Rows of a source table that are each of a period, an organisation unit and an attribute option
 * combination, with what the resource tables say of these: aliases {@code ps}, {@code ougs} and
 * {@code ous}, and {@code acs}. They have a partition per year of their periods.
 *
 * @param input what the run builds from
 * @param source the source table
 * @param period which period a row is of
 * @param unit which organisation unit
 * @param combo which attribute option combination
 */
record PeriodRows(
    BuildInput input, Table<?> source, Field<Long> period, Field<Long> unit, Field<Long> combo) {
  static final Field<Integer> YEAR = column("ps", "year", SQLDataType.INTEGER);

  /** The years that have rows, as far back as the run goes. */
  List<Partition> partitions(DSLContext ctx) {
    return ctx.select(YEAR, count())
        .from(withPeriods())
        .where(YEAR.ge(input.settings().firstYear()))
        .groupBy(YEAR)
        .orderBy(YEAR)
        .fetch(row -> Partition.ofYear(row.value1(), row.value2()));
  }

  static List<Condition> checks(Partition partition) {
    return List.of(
        field(name("year"), SQLDataType.INTEGER).eq(inline(partition.year().orElseThrow())));
  }

  static Condition areOf(Partition partition) {
    return YEAR.eq(inline(partition.year().orElseThrow()));
  }

  Table<?> joined() {
    UnitColumns units = new UnitColumns(input.dimensions());
    Field<LocalDate> month =
        DSL.trunc(column("ps", "startdate", SQLDataType.LOCALDATE), DatePart.MONTH)
            .cast(SQLDataType.LOCALDATE);
    ResourceTables resources = input.resources();
    return withPeriods()
        .join(resources.table(ResourceTable.ORGANISATION_UNIT_GROUP_SET_STRUCTURE, "ougs"))
        .on(units.groupSetsOf(unit))
        .and(UnitColumns.holdsIn(month))
        .join(resources.table(ResourceTable.CATEGORY_STRUCTURE, "acs"))
        .on(column("acs", "categoryoptioncomboid", SQLDataType.BIGINT).eq(combo))
        .leftJoin(resources.table(ResourceTable.ORGANISATION_UNIT_STRUCTURE, "ous"))
        .on(units.structureOf(unit));
  }

  private Table<?> withPeriods() {
    return source
        .join(input.resources().table(ResourceTable.PERIOD_STRUCTURE, "ps"))
        .on(column("ps", "periodid", SQLDataType.BIGINT).eq(period));
  }
}
