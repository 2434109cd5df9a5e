package io.github.dhisadmin.testkit.demo;

import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Generates the hierarchy with its groups and group sets. */
final class HierarchyDemo {
  private final Dhis2Fixture fixture;
  private final DemoSql sql;
  private final DemoPlan plan;

  HierarchyDemo(Dhis2Fixture fixture, DemoSql sql, DemoPlan plan) {
    this.fixture = fixture;
    this.sql = sql;
    this.plan = plan;
  }

  void generate() {
    fixture
        .organisationUnitLevel(1, "Country")
        .organisationUnitLevel(2, "Region")
        .organisationUnitLevel(3, "District")
        .organisationUnitLevel(4, "Facility");
    fixture.organisationUnit("Demo country");
    Scale scale = plan.scale();
    level(2, "Region", scale.regions());
    level(3, "District", scale.districtsPerRegion());
    level(4, "Facility", scale.facilitiesPerDistrict());
    groups();
  }

  private void level(int level, String word, int perParent) {
    long count =
        sql.number(
            "select count(*) * :n from organisationunit where hierarchylevel = :level - 1",
            Map.of("n", perParent, "level", level));
    sql.execute(
        """
        insert into organisationunit (organisationunitid, uid, code, created, lastupdated, name, shortname, parentid,
          path, hierarchylevel, openingdate, closeddate)
        select id, uid, 'OU-' || :level || '-' || n, '2020-01-01', '2020-01-01', name, left(name, 50), parentid,
          parentpath || '/' || uid, :level, date '1990-01-01' + (pg_temp.h(id) % 9000)::int,
          case when :level = 4 and n % 61 = 7 then date '2024-06-30' end
        from (
          select :base + n as id, n,
            chr(65 + (pg_temp.h(n) % 26)::int) || upper(substr(md5(:level || ' ' || n), 1, 3))
              || lpad(to_hex(:level * 10000000 + n), 7, '0') as uid,
            case when :level < 4 then :word || ' ' || n else
              case n % 97
                when 13 then 'Clinic "Saint Mary''s" ' || n
                when 29 then 'Центр здоровья ' || n
                when 53 then 'مركز صحي ' || n
                when 71 then '保健センター ' || n
                when 89 then rpad('Facility with a very long name, number ' || n || ', ', 230, 'and so on ')
                else 'Facility ' || n end
            end as name,
            parent.organisationunitid as parentid, parent.path as parentpath
          from generate_series(1, :count) n
          join (select organisationunitid, path, row_number() over (order by organisationunitid) as position
                from organisationunit where hierarchylevel = :level - 1) parent
            on parent.position = (n - 1) / :perparent + 1) unit
        """,
        Map.of(
            "level",
            level,
            "word",
            word,
            "count",
            count,
            "perparent",
            perParent,
            "base",
            sql.reserveIds(count)));
  }

  private void groups() {
    groupSet("Facility type", 4, 97, "Hospital", "Health centre", "Clinic", "Dispensary");
    groupSet("Ownership", 4, 100, "Public", "Private", "Faith-based \"NGO\"");
    fixture.organisationUnitGroupSet("Settlement").includeSubhierarchy();
    groupSet("Settlement", 3, 90, "Urban", "Rural");
    assign(2, 50, List.of(fixture.organisationUnitGroup("Mixed settlement").id()), 7);
    fixture.organisationUnitGroupSet("Settlement").groups("Mixed settlement");
    fixture.organisationUnitGroupSet("地域区分").shortName("地域区分");
    groupSet("地域区分", 4, 80, "北", "南");
    fixture.organisationUnitGroupSet("Not in analytics").groups("Urban").notDataDimension();
  }

  private void groupSet(String name, int level, int percent, String... groups) {
    fixture.organisationUnitGroupSet(name).groups(groups);
    List<Long> ids =
        Stream.of(groups).map(group -> fixture.organisationUnitGroup(group).id()).toList();
    assign(level, percent, ids, name.length());
  }

  private void assign(int level, int percent, List<Long> groupIds, int salt) {
    sql.execute(
        """
        insert into orgunitgroupmembers (organisationunitid, orgunitgroupid)
        select organisationunitid, (:groups::bigint[])[1 + h / 100 % :count]
        from (select organisationunitid, pg_temp.h(organisationunitid * 100 + :salt) as h
              from organisationunit where hierarchylevel = :level) unit
        where h % 100 < :percent
        """,
        Map.of(
            "groups",
            DemoSql.array(groupIds),
            "count",
            groupIds.size(),
            "salt",
            salt,
            "level",
            level,
            "percent",
            percent));
  }
}
