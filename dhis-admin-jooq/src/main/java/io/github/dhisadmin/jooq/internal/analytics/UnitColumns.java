package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;

import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/**
 * The columns by which every analytics table can be asked for organisation units: group sets from
 * alias {@code ougs}, ancestors from alias {@code ous}.
 */
final class UnitColumns {
  private final Dimensions dimensions;

  UnitColumns(Dimensions dimensions) {
    this.dimensions = dimensions;
  }

  void addGroupSets(List<AnalyticsColumn> columns) {
    columns.addAll(AnalyticsColumn.dimensions(dimensions.unitGroupSets(), "ougs"));
  }

  void addLevels(List<AnalyticsColumn> columns) {
    columns.addAll(AnalyticsColumn.dimensions(dimensions.levelColumns(), "ous"));
  }

  Condition groupSetsOf(Field<Long> unit) {
    return column("ougs", "organisationunitid", SQLDataType.BIGINT).eq(unit);
  }

  Condition structureOf(Field<Long> unit) {
    return column("ous", "organisationunitid", SQLDataType.BIGINT).eq(unit);
  }

  /** A group set row with a start date holds for that month only; hooks may write such rows. */
  static Condition holdsIn(Field<LocalDate> month) {
    Field<LocalDate> start = column("ougs", "startdate", SQLDataType.LOCALDATE);
    return start.isNull().or(start.eq(month));
  }
}
