package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.VALIDATIONRESULT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.VALIDATIONRULE;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Violations of validation rules that were found (2.42, JdbcValidationResultTableManager): one row
 * per result, with the day on which it was found.
 */
final class ValidationResultTable implements AnalyticsTableDefinition {
  private final BuildInput input;
  private final PeriodRows results;
  private final UnitColumns units;

  ValidationResultTable(BuildInput input) {
    this.input = input;
    this.results =
        new PeriodRows(
            input,
            VALIDATIONRESULT,
            VALIDATIONRESULT.PERIODID,
            VALIDATIONRESULT.ORGANISATIONUNITID,
            VALIDATIONRESULT.ATTRIBUTEOPTIONCOMBOID);
    this.units = new UnitColumns(input.dimensions());
  }

  @Override
  public AnalyticsTableType type() {
    return AnalyticsTableType.VALIDATION_RESULT;
  }

  @Override
  public AnalyticsTableDefinition ofAllYears() {
    return new ValidationResultTable(input.allYears());
  }

  @Override
  public List<Condition> checks(Partition partition) {
    return PeriodRows.checks(partition);
  }

  @Override
  public List<Partition> partitions(DSLContext ctx) {
    return results.partitions(ctx);
  }

  @Override
  public List<AnalyticsColumn> columns() {
    List<AnalyticsColumn> columns = new ArrayList<>();
    columns.add(AnalyticsColumn.uid("dx", true, Access.SELECTIVE, VALIDATIONRULE.UID));
    columns.add(day("pestartdate", "startdate"));
    columns.add(day("peenddate", "enddate"));
    columns.add(
        new AnalyticsColumn("year", SQLDataType.INTEGER, true, Access.FACT, PeriodRows.YEAR));
    units.addGroupSets(columns);
    units.addLevels(columns);
    columns.addAll(AnalyticsColumn.dimensions(input.dimensions().attributeCategories(), "acs"));
    columns.addAll(AnalyticsColumn.periods(input.dimensions().periodTypes(), "ps"));
    columns.add(AnalyticsColumn.fact("value", SQLDataType.LOCALDATE, VALIDATIONRESULT.CREATED));
    return columns;
  }

  private static AnalyticsColumn day(String name, String source) {
    return AnalyticsColumn.fact(
        name, SQLDataType.LOCALDATETIME, column("ps", source, SQLDataType.LOCALDATE));
  }

  @Override
  public Select<?> rows(Partition partition) {
    return DSL.select(columns().stream().map(AnalyticsColumn::select).toList())
        .from(results.joined())
        .join(VALIDATIONRULE)
        .on(VALIDATIONRULE.VALIDATIONRULEID.eq(VALIDATIONRESULT.VALIDATIONRULEID))
        .where(PeriodRows.areOf(partition));
  }
}
