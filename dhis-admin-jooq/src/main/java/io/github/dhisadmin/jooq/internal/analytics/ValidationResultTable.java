package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.VALIDATIONRESULT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.VALIDATIONRULE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import io.github.dhisadmin.resourcetable.ResourceTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Violations of validation rules that were found (2.42, JdbcValidationResultTableManager): one row
 * per result, with the day on which it was found.
 */
final class ValidationResultTable implements AnalyticsTableDefinition {
  private static final Field<Integer> YEAR = column("ps", "year", SQLDataType.INTEGER);

  private final ResourceTables resources;
  private final Dimensions dimensions;
  private final BuildSettings settings;
  private final UnitColumns units;

  ValidationResultTable(ResourceTables resources, Dimensions dimensions, BuildSettings settings) {
    this.resources = resources;
    this.dimensions = dimensions;
    this.settings = settings;
    this.units = new UnitColumns(dimensions);
  }

  @Override
  public AnalyticsTableType type() {
    return AnalyticsTableType.VALIDATION_RESULT;
  }

  @Override
  public AnalyticsTableDefinition ofAllYears() {
    return new ValidationResultTable(resources, dimensions, settings.allYears());
  }

  @Override
  public List<Condition> checks(Partition partition) {
    int year = partition.year().orElseThrow();
    return List.of(field(name("year"), SQLDataType.INTEGER).eq(inline(year)));
  }

  @Override
  public List<Partition> partitions(DSLContext ctx) {
    return ctx.select(YEAR, count())
        .from(VALIDATIONRESULT)
        .join(resources.table(ResourceTable.PERIOD_STRUCTURE, "ps"))
        .on(column("ps", "periodid", SQLDataType.BIGINT).eq(VALIDATIONRESULT.PERIODID))
        .where(YEAR.ge(settings.firstYear()))
        .groupBy(YEAR)
        .orderBy(YEAR)
        .fetch(r -> Partition.ofYear(r.value1(), r.value2()));
  }

  @Override
  public List<AnalyticsColumn> columns() {
    List<AnalyticsColumn> columns = new ArrayList<>();
    columns.add(AnalyticsColumn.uid("dx", true, Access.SELECTIVE, VALIDATIONRULE.UID));
    columns.add(day("pestartdate", "startdate"));
    columns.add(day("peenddate", "enddate"));
    columns.add(new AnalyticsColumn("year", SQLDataType.INTEGER, true, Access.FACT, YEAR));
    units.addGroupSets(columns);
    units.addLevels(columns);
    for (String uid : dimensions.attributeCategories()) {
      columns.add(
          AnalyticsColumn.uid(
              uid, false, Access.IF_SELECTIVE, column("acs", uid, AnalyticsColumn.UID)));
    }
    columns.addAll(AnalyticsColumn.periods(dimensions.periodTypes(), "ps"));
    columns.add(AnalyticsColumn.fact("value", SQLDataType.LOCALDATE, VALIDATIONRESULT.CREATED));
    return columns;
  }

  private static AnalyticsColumn day(String name, String source) {
    return AnalyticsColumn.fact(
        name, SQLDataType.LOCALDATETIME, column("ps", source, SQLDataType.LOCALDATE));
  }

  @Override
  public Select<?> rows(Partition partition) {
    Field<LocalDate> month =
        DSL.trunc(column("ps", "startdate", SQLDataType.LOCALDATE), org.jooq.DatePart.MONTH)
            .cast(SQLDataType.LOCALDATE);
    return DSL.select(columns().stream().map(AnalyticsColumn::select).toList())
        .from(VALIDATIONRESULT)
        .join(VALIDATIONRULE)
        .on(VALIDATIONRULE.VALIDATIONRULEID.eq(VALIDATIONRESULT.VALIDATIONRULEID))
        .join(resources.table(ResourceTable.PERIOD_STRUCTURE, "ps"))
        .on(column("ps", "periodid", SQLDataType.BIGINT).eq(VALIDATIONRESULT.PERIODID))
        .join(resources.table(ResourceTable.ORGANISATION_UNIT_GROUP_SET_STRUCTURE, "ougs"))
        .on(units.groupSetsOf(VALIDATIONRESULT.ORGANISATIONUNITID))
        .and(UnitColumns.holdsIn(month))
        .join(resources.table(ResourceTable.CATEGORY_STRUCTURE, "acs"))
        .on(
            column("acs", "categoryoptioncomboid", SQLDataType.BIGINT)
                .eq(VALIDATIONRESULT.ATTRIBUTEOPTIONCOMBOID))
        .leftJoin(resources.table(ResourceTable.ORGANISATION_UNIT_STRUCTURE, "ous"))
        .on(units.structureOf(VALIDATIONRESULT.ORGANISATIONUNITID))
        .where(YEAR.eq(inline(partition.year().orElseThrow())));
  }
}
