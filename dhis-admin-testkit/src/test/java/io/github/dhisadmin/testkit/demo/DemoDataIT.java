package io.github.dhisadmin.testkit.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Shape;
import io.github.dhisadmin.testkit.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DemoDataIT {
  private static final DemoData SMALL = DemoData.scale(Scale.SMALL);

  // What JdbcAnalyticsTableManager of 2.42 takes for columns besides levels and period types
  private static final String DIMENSIONS =
      """
      select 'data element group sets ' || count(*) from dataelementgroupset where datadimension
      union all
      select 'organisation unit group sets ' || count(*) from orgunitgroupset where datadimension
      union all
      select 'category option group sets for ' || datadimensiontype || ' ' || count(*)
      from categoryoptiongroupset where datadimension group by datadimensiontype
      union all
      select 'categories for ' || datadimensiontype || ' ' || count(*)
      from category where datadimension group by datadimensiontype
      order by 1
      """;

  private static Dhis2Database database;
  private static DemoSummary summary;

  @BeforeAll
  static void generate() {
    database = TestPostgres.create(Shape.V2_42);
    summary = SMALL.loadInto(database.dataSource());
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @Test
  void scale_keeps_its_promises() {
    assertThat(summary.organisationUnits()).isEqualTo(58);
    assertThat(summary.dataElements()).isGreaterThanOrEqualTo(60);
    assertThat(summary.dataValues()).isCloseTo(20_000, withPercentage(5));
    assertThat(summary.events()).isEqualTo(2_000);
  }

  @Test
  void same_plan_gives_the_same_rows_and_another_seed_others() throws SQLException {
    try (Dhis2Database same = TestPostgres.create(Shape.V2_42);
        Dhis2Database other = TestPostgres.create(Shape.V2_42)) {
      assertThat(SMALL.loadInto(same.dataSource())).isEqualTo(summary);
      SMALL.seed(7).loadInto(other.dataSource());

      assertThat(checksums(same)).isEqualTo(checksums(database)).isNotEqualTo(checksums(other));
    }
  }

  @Test
  void wide_events_have_the_columns_of_large_programs() throws SQLException {
    try (Dhis2Database wide = TestPostgres.create(Shape.V2_42)) {
      assertThat(SMALL.wideEvents().loadInto(wide.dataSource()).events())
          .isEqualTo(summary.events());

      assertThat(number(wide, "select count(*) from programstagedataelement")).isEqualTo(5 * 30);
      assertThat(number(wide, "select count(*) from program_attributes")).isEqualTo(2 * 10);
      assertThat(
              number(
                  wide,
                  "select max((select count(*) from jsonb_object_keys(eventdatavalues))) from"
                      + " event"))
          .isBetween(25L, 30L);
    }
  }

  @Test
  void about_one_value_in_twenty_is_not_for_analytics() throws SQLException {
    long exported =
        number(
            """
            select count(*) from datavalue v join dataelement e using (dataelementid)
            where not v.deleted and v.value is not null and e.valuetype <> 'COORDINATE' and (
              e.valuetype in ('TEXT', 'DATE', 'BOOLEAN', 'TRUE_ONLY')
              or (v.value ~ '^-?[0-9]+([.][0-9]+)?$' and (v.value <> '0' or e.aggregationtype like 'AVERAGE%')))
            """);

    assertThat(100.0 * exported / summary.dataValues()).isBetween(93.0, 97.0);
  }

  @Test
  void aggregate_partition_has_as_many_dimensions_as_that_of_a_country() throws SQLException {
    assertThat(texts(DIMENSIONS))
        .containsExactly(
            "categories for ATTRIBUTE 3",
            "categories for DISAGGREGATION 9",
            "category option group sets for ATTRIBUTE 2",
            "category option group sets for DISAGGREGATION 4",
            "data element group sets 6",
            "organisation unit group sets 4");
  }

  @Test
  void no_dimension_is_empty_or_the_same_everywhere() throws SQLException {
    assertThat(
            number(
                """
                select min(n) from (
                  select count(distinct m.dataelementgroupid) as n
                  from dataelementgroupset s
                  join dataelementgroupsetmembers m using (dataelementgroupsetid)
                  join dataelementgroupmembers e using (dataelementgroupid) group by s.dataelementgroupsetid
                  union all
                  select count(distinct o.categoryoptionid) as n
                  from category c
                  join categories_categoryoptions o using (categoryid)
                  join categoryoptioncombos_categoryoptions oc using (categoryoptionid)
                  join datavalue v
                    on oc.categoryoptioncomboid in (v.categoryoptioncomboid, v.attributeoptioncomboid)
                  where c.datadimension group by c.categoryid) set
                """))
        .isGreaterThanOrEqualTo(2);
    assertThat(
            number(
                """
                select count(distinct c.categoryid) from category c
                join categories_categoryoptions o using (categoryid)
                join categoryoptioncombos_categoryoptions oc using (categoryoptionid)
                join datavalue v
                  on oc.categoryoptioncomboid in (v.categoryoptioncomboid, v.attributeoptioncomboid)
                where c.datadimension
                """))
        .isEqualTo(12);
  }

  @Test
  void awkward_values_are_there() throws SQLException {
    assertThat(number("select count(*) from datavalue where deleted")).isPositive();
    assertThat(number("select count(*) from datavalue where value is null")).isPositive();
    assertThat(
            number(
                """
                select count(*) from datavalue join dataelement using (dataelementid)
                where valuetype like 'INTEGER%' and value !~ '^[0-9]+$'
                """))
        .isPositive();
    assertThat(
            number(
                """
                select count(*) from datavalue join dataelement using (dataelementid)
                where zeroissignificant and value = '0'
                """))
        .isPositive();
  }

  @Test
  void names_have_quotes_other_scripts_and_the_greatest_length() throws SQLException {
    assertThat(
            number("select count(*) from dataelement where name like '%\"%' and name like '%''%'"))
        .isPositive();
    assertThat(number("select count(*) from dataelement where name ~ '[а-я]'")).isPositive();
    assertThat(number("select count(*) from orgunitgroupset where shortname !~ '[a-zA-Z]'"))
        .isPositive();
    assertThat(number("select max(length(name)) from organisationunit")).isLessThanOrEqualTo(230);
    assertThat(number("select max(length(name)) from dataelement")).isEqualTo(230);
  }

  @Test
  void every_period_of_a_series_lies_in_the_years_of_the_plan() throws SQLException {
    assertThat(
            texts(
                """
                select distinct case when t.name = 'Weekly' then extract(year from startdate + 3)
                  else extract(year from startdate) end::text
                from datavalue join period p using (periodid) join periodtype t using (periodtypeid) order by 1
                """))
        .containsExactly("2024", "2025");
  }

  @Test
  void filled_tables_have_all_their_keys_and_indexes_again() throws SQLException {
    try (Dhis2Database empty = TestPostgres.create(Shape.V2_42)) {
      String objects =
          """
          with filled (name) as (
            values ('datavalue'), ('completedatasetregistration'), ('event'), ('trackedentityattributevalue'))
          select pg_get_constraintdef(oid) || conname || convalidated from pg_constraint
          where conrelid in (select name::regclass from filled)
          union all select indexdef from pg_indexes where tablename in (select name from filled) order by 1
          """;

      assertThat(texts(objects)).isEqualTo(texts(empty, objects));
      assertThat(texts("select relpersistence::text from pg_class where relname = 'datavalue'"))
          .containsExactly("p");
    }
  }

  @Test
  void second_load_into_the_same_database_is_refused() {
    assertThatThrownBy(() -> SMALL.loadInto(database.dataSource()))
        .isInstanceOf(IllegalStateException.class);
  }

  private static List<String> checksums(Dhis2Database of) throws SQLException {
    List<String> sums = new ArrayList<>();
    for (String table :
        List.of(
            "organisationunit",
            "orgunitgroupmembers",
            "dataelement",
            "period",
            "datavalue",
            "dataapproval",
            "completedatasetregistration",
            "validationresult",
            "trackedentity",
            "trackedentityattributevalue",
            "enrollment",
            "event")) {
      sums.addAll(
          texts(
              of,
              "select '" + table + " ' || sum(hashtextextended(t::text, 0)) from " + table + " t"));
    }
    return sums;
  }

  private static long number(String sql) throws SQLException {
    return number(database, sql);
  }

  private static long number(Dhis2Database of, String sql) throws SQLException {
    return Long.parseLong(texts(of, sql).get(0));
  }

  private static List<String> texts(String sql) throws SQLException {
    return texts(database, sql);
  }

  private static List<String> texts(Dhis2Database of, String sql) throws SQLException {
    List<String> result = new ArrayList<>();
    try (Connection connection = of.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        result.add(rows.getString(1));
      }
    }
    return result;
  }
}
