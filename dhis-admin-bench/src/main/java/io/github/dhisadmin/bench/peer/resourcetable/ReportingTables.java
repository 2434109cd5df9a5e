package io.github.dhisadmin.bench.peer.resourcetable;

import io.github.dhisadmin.bench.peer.resourcetable.PeerTable.Index;
import io.github.dhisadmin.bench.peer.resourcetable.PeerTable.Made;
import io.github.dhisadmin.bench.peer.resourcetable.PeerTable.Selected;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.period.PeriodType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tables of data sets and of who may report what (2.42, DataSetOrganisationUnitCategory-
 * ResourceTable and DataSetResourceTable).
 */
final class ReportingTables {
  private final Sessions sessions;

  ReportingTables(Sessions sessions) {
    this.sessions = sessions;
  }

  private record DataSet(
      long id, long combo, boolean usesDefault, String periodType, int openPeriods) {}

  private record Option(long id, @Nullable LocalDate start, @Nullable LocalDate end) {}

  PeerTable dataSets() {
    return PeerTable.of(
            "dataset",
            List.of(
                "datasetid bigint not null",
                "uid char(11) not null",
                "categorycomboid bigint not null"),
            List.of("datasetid"),
            new Selected("select datasetid, uid, categorycomboid from dataset"))
        .with(Index.unique("uid"));
  }

  /** Each option combination of each unit of each data set is looked at. */
  PeerTable dataSetUnitCategories() {
    Map<Long, Option> options = new HashMap<>();
    sessions
        .query(
            "select categoryoptionid, startdate, enddate from categoryoption",
            row ->
                new Option(
                    row.getLong(1),
                    row.getObject(2, LocalDate.class),
                    row.getObject(3, LocalDate.class)))
        .forEach(each -> options.put(each.id(), each));
    Map<Long, Set<Long>> units = pairs("select datasetid, sourceid from datasetsource");
    Map<Long, Set<Long>> combinations =
        pairs("select categorycomboid, categoryoptioncomboid from categorycombos_optioncombos");
    Map<Long, Set<Long>> optionsOf =
        pairs(
            "select categoryoptioncomboid, categoryoptionid"
                + " from categoryoptioncombos_categoryoptions");
    Map<Long, Set<Long>> linked =
        pairs("select organisationunitid, categoryoptionid from categoryoption_organisationunits");
    long ofDefault =
        sessions.number(
            "select categoryoptioncomboid from categoryoptioncombo where name = 'default'");
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (DataSet dataSet : readDataSets()) {
      for (long unit : units.getOrDefault(dataSet.id(), Set.of())) {
        Set<Long> linkedHere = linked.getOrDefault(unit, Set.of());
        if (dataSet.usesDefault()) {
          rows.add(Arrays.asList(dataSet.id(), unit, ofDefault, null, null));
        } else if (!linkedHere.isEmpty()) {
          for (long combination : combinations.getOrDefault(dataSet.combo(), Set.of())) {
            Set<Long> all = optionsOf.getOrDefault(combination, Set.of());
            if (linkedHere.containsAll(all)) {
              rows.add(row(dataSet, unit, combination, all.stream().map(options::get).toList()));
            }
          }
        }
      }
    }
    return PeerTable.of(
        "datasetorganisationunitcategory",
        List.of(
            "datasetid bigint not null",
            "organisationunitid bigint not null",
            "attributeoptioncomboid bigint not null",
            "costartdate date",
            "coenddate date"),
        List.of("datasetid", "organisationunitid", "attributeoptioncomboid"),
        new Made(rows));
  }

  private static List<@Nullable Object> row(
      DataSet dataSet, long unit, long combination, List<Option> options) {
    LocalDate start =
        options.stream()
            .map(Option::start)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    Optional<LocalDate> end =
        options.stream().map(Option::end).filter(Objects::nonNull).max(Comparator.naturalOrder());
    Optional<PeriodType> type = PeriodType.named(dataSet.periodType());
    LocalDate extended =
        end.map(day -> type.map(each -> each.extend(day, dataSet.openPeriods())).orElse(day))
            .orElse(null);
    return Arrays.asList(dataSet.id(), unit, combination, start, extended);
  }

  private List<DataSet> readDataSets() {
    return sessions.query(
        """
        select ds.datasetid, ds.categorycomboid, cc.name = 'default', pt.name,
          coalesce(ds.openperiodsaftercoenddate, 0)
        from dataset ds
        inner join categorycombo cc on cc.categorycomboid = ds.categorycomboid
        inner join periodtype pt on pt.periodtypeid = ds.periodtypeid
        order by ds.datasetid
        """,
        row ->
            new DataSet(
                row.getLong(1),
                row.getLong(2),
                row.getBoolean(3),
                row.getString(4),
                row.getInt(5)));
  }

  private Map<Long, Set<Long>> pairs(String sql) {
    Map<Long, Set<Long>> pairs = new HashMap<>();
    sessions
        .query(sql, row -> Map.entry(row.getLong(1), row.getLong(2)))
        .forEach(
            each ->
                pairs.computeIfAbsent(each.getKey(), key -> new TreeSet<>()).add(each.getValue()));
    return pairs;
  }
}
