package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.COMPLETEDATASETREGISTRATION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASET;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Complete data set registrations (2.42, JdbcCompletenessTableManager): one row per registration
 * that counts, with when it was made and whether that was in time.
 */
final class CompletenessTable implements AnalyticsTableDefinition {
  private static final int SECONDS_PER_DAY = 86_400;

  private final BuildInput input;
  private final PeriodRows registrations;
  private final UnitColumns units;

  CompletenessTable(BuildInput input) {
    this.input = input;
    this.registrations =
        new PeriodRows(
            input,
            COMPLETEDATASETREGISTRATION,
            COMPLETEDATASETREGISTRATION.PERIODID,
            COMPLETEDATASETREGISTRATION.SOURCEID,
            COMPLETEDATASETREGISTRATION.ATTRIBUTEOPTIONCOMBOID);
    this.units = new UnitColumns(input.dimensions());
  }

  @Override
  public AnalyticsTableType type() {
    return AnalyticsTableType.COMPLETENESS;
  }

  @Override
  public AnalyticsTableDefinition ofAllYears() {
    return new CompletenessTable(input.allYears());
  }

  @Override
  public List<Condition> checks(Partition partition) {
    return PeriodRows.checks(partition);
  }

  @Override
  public List<Partition> partitions(DSLContext ctx) {
    return registrations.partitions(ctx);
  }

  @Override
  public Optional<Field<String>> key() {
    return Optional.of(DSL.field(DSL.name("id"), SQLDataType.CLOB));
  }

  @Override
  public Optional<Select<?>> changedSince(LocalDateTime moment) {
    return Optional.of(
        DSL.selectDistinct(
                id().cast(SQLDataType.CLOB).as(ChangedKeys.KEY),
                PeriodRows.YEAR.as(ChangedKeys.YEAR))
            .from(joined())
            .where(COMPLETEDATASETREGISTRATION.LASTUPDATED.ge(inline(moment))));
  }

  @Override
  public List<AnalyticsColumn> columns() {
    List<AnalyticsColumn> columns = new ArrayList<>();
    columns.add(AnalyticsColumn.uid("dx", true, Access.SELECTIVE, DATASET.UID));
    columns.add(AnalyticsColumn.fact("year", SQLDataType.INTEGER, PeriodRows.YEAR));
    columns.add(AnalyticsColumn.fact("id", SQLDataType.CLOB, id()));
    units.addGroupSets(columns);
    units.addLevels(columns);
    columns.addAll(AnalyticsColumn.dimensions(input.dimensions().attributes(), "acs"));
    columns.addAll(AnalyticsColumn.periods(input.dimensions().periodTypes(), "ps"));
    columns.add(
        new AnalyticsColumn(
            "timely", SQLDataType.BOOLEAN, false, Access.IF_SELECTIVE, DSL.field(inTime())));
    columns.add(
        AnalyticsColumn.fact("value", SQLDataType.LOCALDATETIME, COMPLETEDATASETREGISTRATION.DATE));
    return columns;
  }

  @Override
  public Select<?> rows(Partition partition) {
    List<? extends Field<?>> fields = columns().stream().map(AnalyticsColumn::select).toList();
    return DSL.select(fields)
        .from(joined())
        .where(PeriodRows.areOf(partition))
        .and(partition.holds(COMPLETEDATASETREGISTRATION.LASTUPDATED))
        .and(COMPLETEDATASETREGISTRATION.DATE.isNotNull())
        .and(COMPLETEDATASETREGISTRATION.COMPLETED.isTrue());
  }

  private Table<?> joined() {
    return registrations
        .joined()
        .join(DATASET)
        .on(DATASET.DATASETID.eq(COMPLETEDATASETREGISTRATION.DATASETID))
        .join(CATEGORYOPTIONCOMBO)
        .on(
            CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID.eq(
                COMPLETEDATASETREGISTRATION.ATTRIBUTEOPTIONCOMBOID));
  }

  private static Field<String> id() {
    Field<String> dash = inline("-");
    return concat(
        DATASET.UID,
        dash,
        column("ps", "iso", SQLDataType.CLOB),
        dash,
        column("ous", "organisationunituid", AnalyticsColumn.UID),
        dash,
        CATEGORYOPTIONCOMBO.UID);
  }

  /** Registered within the data set's days after the period's end; a null stays unknown. */
  private static Condition inTime() {
    Field<BigDecimal> seconds =
        DSL.extract(
                COMPLETEDATASETREGISTRATION.DATE.minus(
                    column("ps", "enddate", SQLDataType.LOCALDATE).cast(SQLDataType.LOCALDATETIME)),
                org.jooq.DatePart.EPOCH)
            .cast(SQLDataType.NUMERIC);
    return seconds
        .div(inline(SECONDS_PER_DAY))
        .cast(SQLDataType.DOUBLE)
        .le(DATASET.TIMELYDAYS.cast(SQLDataType.DOUBLE).plus(inline(1)));
  }
}
