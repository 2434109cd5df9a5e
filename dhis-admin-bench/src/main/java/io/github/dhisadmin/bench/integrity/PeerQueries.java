package io.github.dhisadmin.bench.integrity;

import static io.github.dhisadmin.bench.integrity.PeerCheck.query;

import java.util.List;

/**
 * The checks that DHIS2 2.42 runs as one statement each: what its checks read and how, in words of
 * our own. Where the library finds more than 2.42, the statements find that as well, so that both
 * sides have the same to find.
 */
final class PeerQueries {
  private PeerQueries() {}

  static List<PeerCheck> checks() {
    return List.of(
        query(
            "data_elements_without_datasets",
            """
            select uid, name from dataelement where domaintype = 'AGGREGATE'
            and dataelementid not in (select dataelementid from datasetelement) order by name
            """,
            "dataelement where domaintype = 'AGGREGATE'"),
        query(
            "data_elements_aggregate_no_groups",
            """
            select uid, name from dataelement where domaintype = 'AGGREGATE'
            and dataelementid not in (select dataelementid from dataelementgroupmembers)
            order by name
            """,
            "dataelement where domaintype = 'AGGREGATE'"),
        severalGroups(
            "data_elements_violating_exclusive_group_sets", "dataelement", "dataelementgroup"),
        query(
            "data_elements_aggregate_with_different_period_types",
            """
            select e.uid, e.name, string_agg(s.name, ';'), array_agg(s.uid)
            from dataelement e join datasetelement l using (dataelementid)
            join dataset s using (datasetid)
            group by e.uid, e.name having count(distinct s.periodtypeid) > 1 order by e.name
            """,
            "dataelement"),
        notIn("datasets_not_assigned_to_org_units", "dataset", "datasetsource"),
        query(
            "indicators_exact_duplicates",
            """
            with formula as (
              select uid, name, regexp_replace(numerator, '\\s', '', 'g') as numerator,
                regexp_replace(denominator, '\\s', '', 'g') as denominator
              from indicator)
            select uid, name, numerator || ' / ' || denominator from formula
            where (numerator, denominator) in (
              select numerator, denominator from formula group by 1, 2 having count(*) > 1)
            order by name
            """,
            "indicator"),
        notIn("indicators_not_grouped", "indicator", "indicatorgroupmembers"),
        severalGroups("indicators_violating_exclusive_group_sets", "indicator", "indicatorgroup"),
        query(
            "periods_same_start_date_period_type",
            """
            select distinct t.name, p.startdate from period p join period other
              on other.periodtypeid = p.periodtypeid and other.startdate = p.startdate
              and other.periodid <> p.periodid
            join periodtype t on t.periodtypeid = p.periodtypeid
            """,
            "period"),
        query(
            "org_units_with_cyclic_references",
            """
            select distinct o.uid, o.name from organisationunit o join organisationunit i
              on o.organisationunitid <> i.organisationunitid
            where o.path like '%' || i.uid || '%' and i.path like '%' || o.uid || '%'
            """,
            "organisationunit"),
        query(
            "orgunits_orphaned",
            """
            select uid, name from organisationunit where parentid is null
            and organisationunitid not in (
              select parentid from organisationunit where parentid is not null)
            """,
            "organisationunit"),
        notIn("organisation_units_without_groups", "organisationunit", "orgunitgroupmembers"),
        query(
            "org_units_not_in_compulsory_group_sets",
            """
            select u.uid, u.name from organisationunit u
            left join (
              select m.organisationunitid, array_agg(distinct s.orgunitgroupsetid) as sets
              from orgunitgroupmembers m join orgunitgroupsetmembers s using (orgunitgroupid)
              join orgunitgroupset g using (orgunitgroupsetid) where g.compulsory
              group by m.organisationunitid) own using (organisationunitid)
            where not coalesce(own.sets, '{}') @> (
              select array_agg(orgunitgroupsetid) from orgunitgroupset where compulsory)
            order by u.name
            """,
            "organisationunit"),
        severalGroups(
            "organisation_units_violating_exclusive_group_sets",
            "organisationunit",
            "orgunitgroup"),
        notIn("validation_rules_without_groups", "validationrule", "validationrulegroupmembers"),
        rules("program_rules_without_condition", "coalesce(r.rulecondition, '') !~ '\\S'"),
        rules("program_rules_no_priority", "r.priority is null"),
        rules(
            "program_rules_no_action",
            "r.programruleid not in (select programruleid from programruleaction"
                + " where programruleid is not null)"),
        query(
            "invalid_category_combos",
            """
            select uid, name from categorycombo where categorycomboid not in (
                select l.categorycomboid from categorycombos_categories l
                join categories_categoryoptions o using (categoryid))
              or categorycomboid not in (select categorycomboid from categorycombos_optioncombos)
            """,
            "categorycombo"),
        query(
            "program_indicators_without_expression",
            "select uid, name from programindicator where coalesce(expression, '') !~ '\\S'",
            "programindicator"));
  }

  private static PeerCheck notIn(String id, String table, String links) {
    return query(
        id,
        "select uid, name from "
            + table
            + " where "
            + table
            + "id not in (select "
            + table
            + "id from "
            + links
            + ") order by name",
        table);
  }

  private static PeerCheck severalGroups(String id, String table, String group) {
    return query(
        id,
        """
        select o.uid, o.name, s.name || ' :' || string_agg(g.name, ','),
          array_agg(g.name || ':' || g.uid)
        from %1$s o join %2$smembers m using (%1$sid) join %2$s g using (%2$sid)
        join %2$ssetmembers l using (%2$sid) join %2$sset s using (%2$ssetid)
        group by o.uid, o.name, s.name, s.uid having count(*) > 1 order by o.name
        """
            .formatted(table, group),
        table);
  }

  private static PeerCheck rules(String id, String condition) {
    return query(
        id,
        "select r.uid, r.name, array[p.name || ':' || p.uid] from programrule r join program p"
            + " using (programid) where "
            + condition
            + " order by r.name",
        "programrule");
  }
}
