package io.github.dhisadmin.testkit.demo;

import io.github.dhisadmin.testkit.fixture.DataSetFixture;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import java.util.Map;

/** Generates data sets of all frequencies with an approval workflow and some approvals. */
final class DataSetDemo {
  private static final int MONTHLY_SETS = 4;

  private final Dhis2Fixture fixture;
  private final DemoSql sql;
  private final DemoPlan plan;

  DataSetDemo(Dhis2Fixture fixture, DemoSql sql, DemoPlan plan) {
    this.fixture = fixture;
    this.sql = sql;
    this.plan = plan;
  }

  void generate() {
    fixture.approvalLevel("National approval", 1, 1).approvalLevel("Regional approval", 2, 2);
    fixture
        .approvalWorkflow("Monthly approval")
        .periodType("Monthly")
        .levels("National approval", "Regional approval");
    int number = 1;
    for (Frequency frequency : Frequency.values()) {
      int elements = frequency.elements(plan.scale().dataElements());
      for (int i = 0; i < elements && number <= plan.scale().dataElements(); i++) {
        dataSet(frequency, number).dataElements(DataElementDemo.name(number));
        number++;
      }
    }
    sql.execute(
        """
        insert into datasetsource (datasetid, sourceid)
        select datasetid, organisationunitid from dataset cross join organisationunit where hierarchylevel = 4
        """);
    approvals();
  }

  private DataSetFixture dataSet(Frequency frequency, int number) {
    if (frequency != Frequency.MONTHLY) {
      return fixture
          .dataSet(frequency.periodType() + " report")
          .periodType(frequency.periodType())
          .timelyDays(20);
    }
    int set = number % MONTHLY_SETS;
    DataSetFixture dataSet = fixture.dataSet("Monthly report " + (set + 1)).timelyDays(10);
    return switch (set) {
      case 0 -> dataSet.workflow("Monthly approval");
      case 1 -> dataSet.attributeCombo(CategoryDemo.BY_FUNDING).openPeriodsAfterCoEndDate(2);
      case 2 -> dataSet.attributeCombo(CategoryDemo.BY_PARTNER);
      default -> dataSet;
    };
  }

  // A third of the regions' months is approved, and half of these nationally
  private void approvals() {
    plan.periods(Frequency.MONTHLY).forEach(fixture::period);
    long user = sql.number("select userinfoid from userinfo where username = 'admin'");
    for (int level = 1; level <= 2; level++) {
      sql.execute(
          """
          insert into dataapproval (dataapprovalid, dataapprovallevelid, workflowid, periodid, organisationunitid,
            attributeoptioncomboid, accepted, created, creator)
          select nextval('hibernate_sequence'), l.dataapprovallevelid, w.workflowid, p.periodid, o.organisationunitid,
            c.categoryoptioncomboid, false, p.enddate + 20, :creator
          from dataapprovallevel l
          join dataapprovalworkflowlevels w using (dataapprovallevelid)
          join organisationunit o on o.hierarchylevel = l.orgunitlevel
          cross join period p
          join categoryoptioncombo c on c.name = 'default'
          where l.level = :level and pg_temp.h(p.periodid * 1000 + o.organisationunitid) % 6 < :level
          order by p.periodid, o.organisationunitid
          """,
          Map.of("creator", user, "level", level));
    }
  }
}
