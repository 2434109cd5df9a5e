package io.github.dhisadmin.jooq.internal.resourcetable;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIOD;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.VARCHAR_50;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.optional;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.required;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.jooq.internal.period.CalendarDays;
import io.github.dhisadmin.jooq.internal.schema.EventTable;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.run.Warning;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Days with the period of each type that holds them. Without a limit the days reach from 1975 to 25
 * years ahead. With a limit they are those of the years with data and five years around, and years
 * outside the limit are left out where DHIS2 2.42 gives up the whole job (DatePeriodResourceTable).
 */
final class DatePeriodStructureTable implements ResourceTableDefinition {
  private static final String YEARS_OFFSET = "keyAnalyticsPeriodYearsOffset";
  private static final int NO_LIMIT = -1;
  private static final int FIRST_YEAR = 1975;
  private static final int YEARS_AHEAD = 25;
  private static final int YEARS_AROUND_DATA = 5;
  private static final LocalDate FIRST_SANE_DAY = LocalDate.of(1, 1, 1);
  private static final LocalDate LAST_SANE_DAY = LocalDate.of(9999, 12, 31);

  @Override
  public ResourceTable table() {
    return ResourceTable.DATE_PERIOD_STRUCTURE;
  }

  @Override
  public TableContent content(BuildInput input) {
    List<Warning> warnings = new ArrayList<>();
    Years years = years(input, warnings);
    CalendarDays days = new CalendarDays(years.first(), years.last(), input.periodTypes());
    List<Column> columns = new ArrayList<>();
    columns.add(required("dateperiod", SQLDataType.LOCALDATE, days.day()));
    columns.add(required("year", SQLDataType.INTEGER, days.year()));
    if (!input.legacy()) {
      columns.add(required("monthstartdate", SQLDataType.LOCALDATE, days.monthStart()));
    }
    for (PeriodType type : input.periodTypes()) {
      columns.add(optional(type.columnName(), VARCHAR_50, days.isoId(type)));
    }
    TableContent content =
        TableContent.of(columns, select(Column.fields(columns)).from(days.table()))
            .keyedBy("dateperiod")
            .warnings(warnings);
    if (input.legacy()) {
      for (PeriodType type : input.periodTypes()) {
        content = content.index(type.columnName());
      }
    }
    return content;
  }

  private static Years years(BuildInput input, List<Warning> warnings) {
    int current = input.today().getYear();
    int limit = input.settings().integer(input.ctx(), YEARS_OFFSET, NO_LIMIT);
    if (limit < 0) {
      return new Years(FIRST_YEAR, current + YEARS_AHEAD);
    }
    Years wanted = yearsOfData(input).widened(YEARS_AROUND_DATA);
    Years allowed = new Years(current - limit, current + limit);
    Years kept = wanted.within(allowed);
    if (!kept.equals(wanted)) {
      warnings.add(
          new Warning(
              "DATE_PERIOD_OUT_OF_RANGE",
              input.tableName(),
              "Data, with five years around, span "
                  + wanted
                  + "; "
                  + YEARS_OFFSET
                  + " allows "
                  + allowed,
              wanted.count() - wanted.overlap(kept)));
    }
    return kept;
  }

  private static Years yearsOfData(BuildInput input) {
    Select<Record2<LocalDate, LocalDate>> spans =
        select(min(PERIOD.STARTDATE), max(PERIOD.ENDDATE))
            .from(PERIOD)
            .where(PERIOD.STARTDATE.between(FIRST_SANE_DAY, LAST_SANE_DAY))
            .and(PERIOD.ENDDATE.between(FIRST_SANE_DAY, LAST_SANE_DAY));
    for (EventTable events : input.schema().eventTables()) {
      Field<LocalDate> date =
          field(name("events", events.occurredDateColumn()), SQLDataType.LOCALDATETIME)
              .cast(SQLDataType.LOCALDATE);
      spans =
          select(min(date), max(date))
              .from(DSL.table(name(events.name())).as("events"))
              .where(field(name("events", "deleted"), Boolean.class).isFalse())
              .and(date.between(FIRST_SANE_DAY, LAST_SANE_DAY))
              .unionAll(spans);
    }
    Field<LocalDate> first = field(name("spans", "first"), SQLDataType.LOCALDATE);
    Field<LocalDate> last = field(name("spans", "last"), SQLDataType.LOCALDATE);
    Record2<LocalDate, LocalDate> span =
        input
            .ctx()
            .select(
                coalesce(min(first), inline(input.today())),
                coalesce(max(last), inline(input.today())))
            .from(spans.asTable("spans", "first", "last"))
            .fetchSingle();
    return new Years(span.value1().getYear(), span.value2().getYear());
  }

  /** Years from the first to the last, both included. */
  private record Years(int first, int last) {
    private Years widened(int years) {
      return new Years(Math.max(1, first - years), Math.min(9999, last + years));
    }

    /** The part inside; the nearest year of {@code limit} if there is no such part. */
    private Years within(Years limit) {
      int begin = Math.min(Math.max(first, limit.first), limit.last);
      return new Years(begin, Math.max(begin, Math.min(last, limit.last)));
    }

    private int overlap(Years other) {
      return Math.max(0, Math.min(last, other.last) - Math.max(first, other.first) + 1);
    }

    private int count() {
      return last - first + 1;
    }

    @Override
    public String toString() {
      return first + " to " + last;
    }
  }
}
