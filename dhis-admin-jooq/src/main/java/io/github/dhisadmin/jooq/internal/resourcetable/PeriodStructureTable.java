package io.github.dhisadmin.jooq.internal.resourcetable;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIOD;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIODTYPE;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.VARCHAR_50;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.optional;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.required;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.localDateDiff;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.jooq.internal.period.PeriodSql;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.resourcetable.ResourceTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * Valid periods with the enclosing period of each longer type. A period must have a type that is
 * known and, unless it is a day, last for two days at least (2.42, Period.isValid). Of several rows
 * with one identifier the one with the lowest key counts.
 */
final class PeriodStructureTable implements ResourceTableDefinition {
  private static final String VALID = "valid";
  private static final String RANKED = "ranked";
  private static final LocalDate FIRST_SANE_DAY = LocalDate.of(1, 1, 1);
  private static final LocalDate LAST_SANE_DAY = LocalDate.of(9999, 12, 31);

  @Override
  public ResourceTable table() {
    return ResourceTable.PERIOD_STRUCTURE;
  }

  @Override
  public TableContent content(BuildInput input) {
    Field<Long> id = ranked("periodid", SQLDataType.BIGINT);
    Field<String> iso = ranked("iso", SQLDataType.VARCHAR);
    Field<LocalDate> start = ranked("startdate", SQLDataType.LOCALDATE);
    Field<LocalDate> end = ranked("enddate", SQLDataType.LOCALDATE);
    Field<String> typeName = ranked("typename", SQLDataType.VARCHAR);
    Field<LocalDate> deciding = ranked("deciding", SQLDataType.LOCALDATE);
    DataType<String> isoType = input.legacy() ? SQLDataType.VARCHAR(15) : VARCHAR_50;
    List<Column> columns = new ArrayList<>();
    columns.add(required("periodid", SQLDataType.BIGINT, id));
    columns.add(required("iso", isoType, iso));
    columns.add(required("daysno", SQLDataType.INTEGER, localDateDiff(end, start).add(inline(1))));
    columns.add(required("startdate", SQLDataType.LOCALDATE, start));
    columns.add(required("enddate", SQLDataType.LOCALDATE, end));
    if (!input.legacy()) {
      columns.add(
          required(
              "periodtypeid", SQLDataType.INTEGER, ranked("periodtypeid", SQLDataType.INTEGER)));
      columns.add(required("periodtypename", VARCHAR_50, typeName));
      columns.add(
          required(
              "monthstartdate",
              SQLDataType.LOCALDATE,
              PeriodSql.startDate(PeriodType.MONTHLY, start)));
    }
    columns.add(required("year", SQLDataType.INTEGER, PeriodSql.year(deciding)));
    for (PeriodType type : input.periodTypes()) {
      columns.add(
          optional(
              type.columnName(), VARCHAR_50, PeriodSql.enclosingIsoId(type, typeName, deciding)));
    }
    Select<?> rows =
        select(Column.fields(columns))
            .from(rankedPeriods(input))
            .where(ranked("rank", SQLDataType.INTEGER).eq(inline(1)));
    return TableContent.of(columns, rows)
        .keyedBy("periodid")
        .uniqueIndex("iso")
        .warnings(
            input.warning(
                "DUPLICATE_ISO_PERIOD",
                "Periods with the identifier of an earlier one are left out, and with them their"
                    + " data",
                select(concat(iso, inline(" (period "), id.cast(SQLDataType.CLOB), inline(")")))
                    .from(rankedPeriods(input))
                    .where(ranked("rank", SQLDataType.INTEGER).gt(inline(1)))))
        .warnings(
            input.warning(
                "INVALID_PERIOD",
                "Periods without a known type or with impossible dates are left out, and with them"
                    + " their data",
                invalidPeriods(input)));
  }

  /** Valid periods, numbered among those of the same identifier. */
  private static Table<?> rankedPeriods(BuildInput input) {
    Field<String> iso = field(name(VALID, "iso"), SQLDataType.VARCHAR);
    Field<Long> id = field(name(VALID, "periodid"), SQLDataType.BIGINT);
    return select(
            field(name(VALID, "periodid")),
            field(name(VALID, "iso")),
            field(name(VALID, "startdate")),
            field(name(VALID, "enddate")),
            field(name(VALID, "periodtypeid")),
            field(name(VALID, "typename")),
            field(name(VALID, "deciding")),
            rowNumber().over().partitionBy(iso).orderBy(id).as("rank"))
        .from(validPeriods(input).asTable(VALID))
        .asTable(RANKED);
  }

  private static Select<?> validPeriods(BuildInput input) {
    return select(
            PERIOD.PERIODID,
            iso(input).as("iso"),
            PERIOD.STARTDATE,
            PERIOD.ENDDATE,
            PERIOD.PERIODTYPEID,
            PERIODTYPE.NAME.as("typename"),
            PeriodSql.decidingDate(PERIODTYPE.NAME, PERIOD.STARTDATE).as("deciding"))
        .from(PERIOD)
        .join(PERIODTYPE)
        .on(PERIODTYPE.PERIODTYPEID.eq(PERIOD.PERIODTYPEID))
        .where(isValid(input));
  }

  private static Select<Record1<String>> invalidPeriods(BuildInput input) {
    return select(concat(inline("period "), PERIOD.PERIODID.cast(SQLDataType.CLOB)))
        .from(PERIOD)
        .leftJoin(PERIODTYPE)
        .on(PERIODTYPE.PERIODTYPEID.eq(PERIOD.PERIODTYPEID))
        .where(PERIODTYPE.NAME.isNull().or(isValid(input).not()));
  }

  private static Condition isValid(BuildInput input) {
    List<String> known = input.periodTypes().stream().map(PeriodType::dhis2Name).toList();
    return PERIODTYPE
        .NAME
        .in(known)
        .and(PERIOD.STARTDATE.between(FIRST_SANE_DAY, LAST_SANE_DAY))
        .and(PERIOD.ENDDATE.between(FIRST_SANE_DAY, LAST_SANE_DAY))
        .and(
            PERIOD
                .ENDDATE
                .gt(PERIOD.STARTDATE)
                .or(
                    PERIODTYPE
                        .NAME
                        .eq(PeriodType.DAILY.dhis2Name())
                        .and(PERIOD.ENDDATE.ge(PERIOD.STARTDATE))));
  }

  private static Field<String> iso(BuildInput input) {
    return input.schema().hasPeriodIso()
        ? field(name(PERIOD.getName(), "iso"), SQLDataType.VARCHAR)
        : PeriodSql.isoId(PERIODTYPE.NAME, PERIOD.STARTDATE);
  }

  private static <T> Field<T> ranked(String column, DataType<T> type) {
    return field(name(RANKED, column), type);
  }
}
