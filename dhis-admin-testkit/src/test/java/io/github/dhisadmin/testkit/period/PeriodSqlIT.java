package io.github.dhisadmin.testkit.period;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.jooq.internal.period.PeriodSql;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Session;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Result;
import org.jooq.Table;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeriodSqlIT {
  @RegisterExtension static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242();

  private static final Field<LocalDate> DAY = DSL.field(DSL.name("day"), SQLDataType.LOCALDATE);
  private static final Field<String> TYPE = DSL.field(DSL.name("type"), SQLDataType.VARCHAR);
  private static final Field<Integer> NUMBER = DSL.field(DSL.name("number"), SQLDataType.INTEGER);

  @Test
  void every_day_has_the_same_period_of_every_type_in_sql_and_in_java() {
    LocalDate first = LocalDate.of(1970, 1, 1);
    LocalDate last = LocalDate.of(2060, 12, 31);
    List<Field<?>> columns = new ArrayList<>(List.of(DAY));
    for (PeriodType type : PeriodType.values()) {
      columns.add(PeriodSql.isoId(type, DAY).as("id " + type));
      columns.add(PeriodSql.startDate(type, DAY).as("start " + type));
    }

    Result<Record> rows =
        inHostileSession(ctx -> ctx.select(columns).from(days(first, last)).orderBy(DAY).fetch());

    assertThat(rows.getValues(DAY)).isEqualTo(first.datesUntil(last.plusDays(1)).toList());
    for (Record row : rows) {
      for (PeriodType type : PeriodType.values()) {
        Period period = type.periodContaining(row.get(DAY));
        assertThat(row.get("id " + type))
            .as("%s on %s", type, row.get(DAY))
            .isEqualTo(period.isoId());
        assertThat(row.get("start " + type))
            .as("%s on %s", type, row.get(DAY))
            .isEqualTo(period.startDate());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_period_has_the_same_year_and_enclosing_periods_in_sql_and_in_java(PeriodType type) {
    Field<LocalDate> decidingDate = DSL.field(DSL.name("deciding"), SQLDataType.LOCALDATE);
    Field<Integer> year = PeriodSql.year(decidingDate).as("year");
    List<Field<?>> columns = new ArrayList<>(List.of(DAY, year));
    columns.add(PeriodSql.isoId(TYPE, DAY).as("iso"));
    for (PeriodType longer : PeriodType.values()) {
      columns.add(PeriodSql.enclosingIsoId(longer, TYPE, decidingDate).as(longer.columnName()));
    }
    Table<?> starts =
        DSL.select(DAY, typeName(type))
            .from(days(LocalDate.of(2014, 11, 1), LocalDate.of(2021, 2, 28)))
            .where(PeriodSql.startDate(type, DAY).eq(DAY))
            .asTable("starts");
    Table<?> periods =
        DSL.select(DAY, TYPE, PeriodSql.decidingDate(TYPE, DAY).as(decidingDate))
            .from(starts)
            .asTable("periods");

    Result<Record> rows = inHostileSession(ctx -> ctx.select(columns).from(periods).fetch());

    assertThat(rows).hasSizeGreaterThan(5);
    for (Record row : rows) {
      Period period = type.periodContaining(row.get(DAY));
      assertThat(row.get("iso")).isEqualTo(period.isoId());
      assertThat(row.get(year)).as(period.isoId()).isEqualTo(period.structureYear());
      for (PeriodType longer : PeriodType.values()) {
        assertThat(row.get(longer.columnName()))
            .as("%s of %s", longer, period.isoId())
            .isEqualTo(period.enclosing(longer).map(Period::isoId).orElse(null));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_date_is_extended_by_periods_alike_in_sql_and_in_java(PeriodType type) {
    Table<Record1<Integer>> numbers = DSL.generateSeries(-2, 13).as("numbers", "number");
    Field<LocalDate> extended = PeriodSql.extend(TYPE, DAY, NUMBER).as("extended");
    Table<?> dates =
        DSL.select(DAY, NUMBER, typeName(type))
            .from(days(LocalDate.of(2023, 11, 28), LocalDate.of(2024, 3, 3)))
            .crossJoin(numbers)
            .asTable("dates");

    Result<? extends Record> rows =
        inHostileSession(ctx -> ctx.select(DAY, NUMBER, extended).from(dates).fetch());

    assertThat(rows).hasSize(97 * 16);
    for (Record row : rows) {
      assertThat(row.get(extended))
          .as("%s and %d of %s", row.get(DAY), row.get(NUMBER), type)
          .isEqualTo(type.extend(row.get(DAY), row.get(NUMBER)));
    }
  }

  @Test
  void a_type_that_is_not_known_has_no_id_no_enclosing_period_and_extends_nothing() {
    Field<String> typeName = DSL.inline("TwoYearly");
    Field<LocalDate> day = DSL.inline(LocalDate.of(2024, 1, 1));

    Record row =
        inHostileSession(
            ctx ->
                ctx.select(
                        PeriodSql.isoId(typeName, day).as("id"),
                        PeriodSql.enclosingIsoId(PeriodType.YEARLY, typeName, day).as("year"),
                        PeriodSql.extend(typeName, day, DSL.inline(3)).as("extended"))
                    .fetchSingle());

    assertThat(row.intoList()).containsExactly(null, null, LocalDate.of(2024, 1, 1));
  }

  @Test
  void one_statement_creates_and_fills_a_table_of_days() {
    List<Field<?>> columns = new ArrayList<>(List.of(DAY));
    for (PeriodType type : PeriodType.values()) {
      columns.add(PeriodSql.isoId(type, DAY).as(type.columnName()));
    }
    List<String> ids =
        inHostileSession(
            ctx -> {
              ctx.createTemporaryTable("structure")
                  .as(
                      ctx.select(columns)
                          .from(days(LocalDate.of(2020, 12, 31), LocalDate.of(2020, 12, 31))))
                  .execute();
              return Arrays.asList(
                  ctx.selectFrom(DSL.table(DSL.name("structure")))
                      .fetchSingle()
                      .into(String[].class));
            });

    assertThat(ids)
        .containsExactly(
            "2020-12-31",
            "20201231",
            "2020W53",
            "2021WedW1",
            "2021ThuW1",
            "2020FriW52",
            "2020SatW52",
            "2020SunW53",
            "2020BiW27",
            "202012",
            "202006B",
            "2020Q4",
            "2021NovQ1",
            "2020S2",
            "2020AprilS2",
            "2021NovS1",
            "2020",
            "2020Feb",
            "2020April",
            "2020July",
            "2020Aug",
            "2020Sep",
            "2020Oct",
            "2021Nov");
  }

  private static Field<String> typeName(PeriodType type) {
    return DSL.inline(type.dhis2Name()).as(TYPE);
  }

  private static Table<?> days(LocalDate first, LocalDate last) {
    int lastOffset = Math.toIntExact(ChronoUnit.DAYS.between(first, last));
    Field<Integer> offset = DSL.field(DSL.name("offsets", "n"), SQLDataType.INTEGER);
    return DSL.select(DSL.inline(first).add(offset).as(DAY))
        .from(DSL.generateSeries(DSL.inline(0), DSL.inline(lastOffset)).as("offsets", "n"))
        .asTable("days");
  }

  /**
   * A zone that never had 30 December 2011, and dates read day first; the driver insists on ISO.
   */
  private static <T> T inHostileSession(Function<DSLContext, T> work) {
    return new Database(DHIS2.dataSource(), "public", new Settings())
        .transaction(
            ctx -> {
              Session session = new Session(ctx);
              session.set("TimeZone", "Pacific/Apia");
              session.set("DateStyle", "ISO, DMY");
              session.set("IntervalStyle", "sql_standard");
              return work.apply(ctx);
            });
  }
}
