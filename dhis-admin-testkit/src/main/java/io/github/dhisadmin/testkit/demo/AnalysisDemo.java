package io.github.dhisadmin.testkit.demo;

import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.fixture.SqlViewType;
import java.util.Map;

/** Generates what uses the data: indicators, validation rules with results, SQL views, users. */
final class AnalysisDemo {
  private static final int INDICATORS = 20;
  private static final int USERS = 20;
  private static final int RULES = 5;

  private final Dhis2Fixture fixture;
  private final DemoSql sql;

  AnalysisDemo(Dhis2Fixture fixture, DemoSql sql) {
    this.fixture = fixture;
    this.sql = sql;
  }

  void generate() {
    for (int number = 1; number <= INDICATORS; number++) {
      String name = "Rate of consultations " + number;
      fixture
          .indicator(name)
          .type("Per cent")
          .numerator("#{" + fixture.dataElement(DataElementDemo.name(number)).uid() + "}")
          .denominator("#{" + fixture.dataElement(DataElementDemo.name(number + 1)).uid() + "}");
      fixture.indicatorGroup(number % 2 == 0 ? "Coverage" : "Quality").members(name);
    }
    fixture.indicatorGroupSet("Indicator kind").groups("Coverage", "Quality");
    for (int number = 0; number < USERS; number++) {
      fixture.user("user" + number);
    }
    validation();
    fixture.sqlView(
        "Facilities per region",
        SqlViewType.VIEW,
        "select parentid, count(*) as facilities from organisationunit where hierarchylevel = 4 group by parentid");
    fixture.sqlView(
        "Values per element",
        SqlViewType.MATERIALIZED_VIEW,
        "select dataelementid, count(*) as datavalues from datavalue group by dataelementid");
  }

  private void validation() {
    for (int number = 1; number <= RULES; number++) {
      long base = sql.reserveIds(3);
      for (int side = 0; side < 2; side++) {
        sql.execute(
            """
            insert into expression (expressionid, description, expression, slidingwindow, missingvaluestrategy)
            values (:id, 'Side', '#{' || :uid || '}', false, 'SKIP_IF_ALL_VALUES_MISSING')
            """,
            Map.of(
                "id",
                base + 1 + side,
                "uid",
                fixture.dataElement(DataElementDemo.name(number + side)).uid()));
      }
      sql.execute(
          """
          insert into validationrule (validationruleid, uid, created, lastupdated, name, importance, operator,
            leftexpressionid, rightexpressionid, skipformvalidation, periodtypeid)
          select :id, 'vRule' || lpad(:number::text, 6, '0'), '2020-01-01', '2020-01-01', 'Rule ' || :number, 'MEDIUM',
            'less_than_or_equal_to', :left, :right, false, periodtypeid
          from periodtype where name = 'Monthly'
          """,
          Map.of("id", base + 3, "number", number, "left", base + 1, "right", base + 2));
    }
    sql.execute(
        """
        insert into validationresult (validationresultid, created, leftsidevalue, rightsidevalue, validationruleid,
          periodid, organisationunitid, attributeoptioncomboid, dayinperiod, notificationsent)
        select row_number() over (order by r.validationruleid, p.periodid, o.organisationunitid), p.enddate + 5,
          pg_temp.h(p.periodid) % 100, pg_temp.h(o.organisationunitid) % 50, r.validationruleid, p.periodid,
          o.organisationunitid, c.categoryoptioncomboid, 0, false
        from validationrule r
        join period p using (periodtypeid)
        join organisationunit o on o.hierarchylevel = 4
        join categoryoptioncombo c on c.name = 'default'
        where pg_temp.h((r.validationruleid * 100000 + p.periodid) * 100000 + o.organisationunitid) % 200 = 0
        """);
  }
}
