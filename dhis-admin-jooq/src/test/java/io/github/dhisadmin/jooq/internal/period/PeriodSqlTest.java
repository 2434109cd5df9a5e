package io.github.dhisadmin.jooq.internal.period;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.period.PeriodType;
import java.time.LocalDate;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeriodSqlTest {
  private static final Field<LocalDate> DAY = DSL.field(DSL.name("d"), SQLDataType.LOCALDATE);
  private static final Field<String> TYPE = DSL.field(DSL.name("t"), SQLDataType.VARCHAR);
  private static final Field<Integer> PERIODS = DSL.field(DSL.name("n"), SQLDataType.INTEGER);

  @ParameterizedTest
  @EnumSource
  void no_expression_goes_by_way_of_an_instant_or_a_format(PeriodType type) {
    assertThat(sql(PeriodSql.startDate(type, DAY)) + sql(PeriodSql.isoId(type, DAY)))
        .doesNotContain("date_trunc", "to_char", "timestamp", "to_date");
  }

  @ParameterizedTest
  @EnumSource
  void constants_are_part_of_the_statement_so_that_it_can_create_a_table(PeriodType type) {
    assertThat(
            sql(PeriodSql.startDate(type, DAY))
                + sql(PeriodSql.isoId(type, DAY))
                + sql(PeriodSql.enclosingIsoId(type, TYPE, DAY))
                + sql(PeriodSql.decidingDate(TYPE, DAY))
                + sql(PeriodSql.extend(TYPE, DAY, PERIODS)))
        .doesNotContain("?");
  }

  @Test
  void weeks_are_told_by_the_fourth_day() {
    assertThat(sql(PeriodSql.decidingDate(TYPE, DAY)))
        .isEqualTo(
            "case when \"t\" in ('Weekly', 'WeeklyWednesday', 'WeeklyThursday', 'WeeklyFriday',"
                + " 'WeeklySaturday', 'WeeklySunday') then (\"d\" + 3) else \"d\" end");
  }

  private static String sql(Field<?> field) {
    return DSL.using(SQLDialect.POSTGRES).render(field);
  }
}
