package io.github.dhisadmin.bench.maintenance;

import io.github.dhisadmin.maintenance.MaintenanceOperations;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The operations that are compared. The work for them is planted under keys that nothing else has.
 *
 * @param periods periods that nothing refers to
 * @param values zeros, and deleted values
 * @param organisationUnits units with a wrong path
 */
record Scenarios(int periods, int values, int organisationUnits) {
  private static final long PERIODS = 7_000_000_000L;
  private static final long MONTHS = 7_100_000_000L;
  private static final long UNITS = 7_200_000_000L;
  private static final int MONTH_COUNT = 120;

  private static final String SUMMED =
      "select dataelementid from dataelement where aggregationtype = 'SUM' and zeroissignificant ="
          + " false";

  /** The columns that DHIS2 looks into (2.42, JdbcMaintenanceStore#prunePeriods). */
  private static final List<String> PERIOD_TABLES =
      List.of(
          "completedatasetregistration",
          "dataapproval",
          "dataapprovalaudit",
          "datainputperiod",
          "datavalue",
          "datavalueaudit",
          "eventchart_periods",
          "eventreport_periods",
          "eventvisualization_periods",
          "interpretation",
          "lockexception",
          "mapview_periods",
          "validationresult",
          "visualization_periods");

  /** All of them, those first that leave least behind. */
  List<Scenario> all() {
    return List.of(prunePeriods(), removeZeros(), purgeDeleted(), optionCombos(), paths());
  }

  private Scenario prunePeriods() {
    return new Scenario(
        MaintenanceOperations.PRUNE_PERIODS,
        PeerProcedure.statement(
            "delete from period where "
                + PERIOD_TABLES.stream()
                    .map(
                        table ->
                            "periodid not in (select distinct periodid from "
                                + table
                                + " where periodid is not null)")
                    .collect(Collectors.joining(" and "))),
        List.of(
            "insert into period (periodid, periodtypeid, startdate, enddate) select "
                + PERIODS
                + " + n, (select periodtypeid from periodtype where name = 'Daily'),"
                + " date '1900-01-01' + n, date '1900-01-01' + n from generate_series(1, "
                + periods
                + ") n"),
        "select count(*) from period where periodid between " + PERIODS + " and " + (MONTHS - 1),
        "");
  }

  private Scenario removeZeros() {
    return new Scenario(
        MaintenanceOperations.REMOVE_ZERO_DATA_VALUES,
        PeerProcedure.statement(
            "delete from datavalue where value = '0' and dataelementid in (" + SUMMED + ")"),
        plantedValues("'0'", "false"),
        "select count(*) from datavalue where value = '0' and dataelementid in (" + SUMMED + ")",
        writtenValues("value = '0'"));
  }

  private Scenario purgeDeleted() {
    return new Scenario(
        MaintenanceOperations.PURGE_DELETED_DATA_VALUES,
        PeerProcedure.statement("delete from datavalue where deleted is true"),
        plantedValues("'1'", "true"),
        "select count(*) from datavalue where deleted",
        writtenValues("deleted"));
  }

  private List<String> plantedValues(String value, String deleted) {
    return List.of(
        "insert into period (periodid, periodtypeid, startdate, enddate) select "
            + MONTHS
            + " + n, (select periodtypeid from periodtype where name = 'Monthly'),"
            + " (date '1950-01-01' + n * interval '1 month')::date,"
            + " (date '1950-01-01' + (n + 1) * interval '1 month')::date - 1"
            + " from generate_series(1, "
            + MONTH_COUNT
            + ") n on conflict do nothing",
        "delete from datavalue where periodid between " + MONTHS + " and " + (UNITS - 1),
        "insert into datavalue (dataelementid, periodid, sourceid, categoryoptioncomboid,"
            + " attributeoptioncomboid, value, storedby, created, lastupdated, deleted) select"
            + " dataelementid, "
            + MONTHS
            + " + n, sourceid, categoryoptioncomboid, attributeoptioncomboid, "
            + value
            + ", 'bench', now(), now(), "
            + deleted
            + " from (select distinct dataelementid, sourceid, categoryoptioncomboid,"
            + " attributeoptioncomboid from datavalue where dataelementid in ("
            + SUMMED
            + ")) of_element cross join generate_series(1, "
            + MONTH_COUNT
            + ") n limit "
            + values,
        "vacuum analyze datavalue");
  }

  private static String writtenValues(String condition) {
    return "select dataelementid, periodid, sourceid, categoryoptioncomboid, attributeoptioncomboid"
        + " from datavalue where periodid between "
        + MONTHS
        + " and "
        + (UNITS - 1)
        + " and "
        + condition
        + " order by hashtext(sourceid::text || dataelementid::text || periodid::text) limit 5000";
  }

  private Scenario optionCombos() {
    ComboPlan plan = ComboPlan.ofTwoThousand();
    return new Scenario(
        MaintenanceOperations.UPDATE_CATEGORY_OPTION_COMBOS,
        plan::addOneByOne,
        plan.planted(),
        plan.left(),
        "");
  }

  private Scenario paths() {
    List<String> planted =
        List.of(
            "insert into organisationunit (organisationunitid, uid, created, lastupdated, name,"
                + " shortname, parentid, path, hierarchylevel, openingdate) select "
                + UNITS
                + " + n, 'u' || lpad(n::text, 10, '0'), now(), now(), 'Bench ' || n, 'Bench ' || n,"
                + " case when n < 100 then (select min(organisationunitid) from organisationunit"
                + " where parentid is null) else "
                + UNITS
                + " + n / 100 end, 'new ' || n, 0, date '2000-01-01' from generate_series(1, "
                + organisationUnits
                + ") n on conflict do nothing",
            "update organisationunit set path = 'wrong ' || organisationunitid, hierarchylevel = 0"
                + " where organisationunitid > "
                + UNITS,
            "vacuum analyze organisationunit");
    return new Scenario(
        MaintenanceOperations.UPDATE_ORGANISATION_UNIT_PATHS,
        PathWalk::run,
        planted,
        "select count(*) from organisationunit where path like 'wrong %'",
        "");
  }
}
