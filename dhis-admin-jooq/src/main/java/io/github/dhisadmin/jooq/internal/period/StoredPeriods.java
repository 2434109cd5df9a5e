package io.github.dhisadmin.jooq.internal.period;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIOD;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIODTYPE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sequence;
import static org.jooq.impl.DSL.val;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.period.PeriodType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SelectField;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Periods as rows of DHIS2's {@code period} table. */
public final class StoredPeriods {
  private final DSLContext ctx;
  private final Dhis2Schema schema;

  /** Works in a transaction. */
  public StoredPeriods(DSLContext ctx, Dhis2Schema schema) {
    this.ctx = ctx;
    this.schema = schema;
  }

  /**
   * What to call a stored period: its ISO id, or its first and last day if it keeps to no type, as
   * rows that a server did not write may do.
   */
  public static String isoId(@Nullable String typeName, LocalDate start, LocalDate end) {
    return PeriodType.named(String.valueOf(typeName))
        .map(type -> type.periodContaining(start))
        .filter(period -> period.startDate().equals(start) && period.endDate().equals(end))
        .map(Period::isoId)
        .orElse(start + "_" + end);
  }

  /** Adds rows for periods that have none, as the server does when data of a period first comes. */
  public void addMissing(Collection<Period> periods) {
    for (Period period : periods) {
      List<Field<?>> columns =
          new ArrayList<>(
              List.of(PERIOD.PERIODID, PERIOD.PERIODTYPEID, PERIOD.STARTDATE, PERIOD.ENDDATE));
      List<SelectField<?>> values =
          new ArrayList<>(
              List.of(
                  sequence(name("hibernate_sequence"), Long.class).nextval(),
                  PERIODTYPE.PERIODTYPEID,
                  val(period.startDate()),
                  val(period.endDate())));
      if (schema.hasPeriodIso()) {
        columns.add(field(name("iso"), SQLDataType.VARCHAR));
        values.add(val(period.isoId()));
      }
      ctx.insertInto(PERIOD, columns)
          .select(
              select(values)
                  .from(PERIODTYPE)
                  .where(PERIODTYPE.NAME.eq(period.type().dhis2Name()))
                  .and(
                      notExists(
                          selectOne()
                              .from(PERIOD)
                              .where(PERIOD.PERIODTYPEID.eq(PERIODTYPE.PERIODTYPEID))
                              .and(PERIOD.STARTDATE.eq(period.startDate()))
                              .and(PERIOD.ENDDATE.eq(period.endDate())))))
          .onConflictDoNothing()
          .execute();
    }
  }
}
