package io.github.dhisadmin.bench.peer.resourcetable;

import io.github.dhisadmin.bench.peer.resourcetable.PeerTable.Index;
import io.github.dhisadmin.bench.peer.resourcetable.PeerTable.Made;
import io.github.dhisadmin.bench.peer.resourcetable.PeerTable.Selected;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.period.PeriodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of data elements and indicators (2.42, DataElementResourceTable and others). */
final class ElementTables {
  private static final Comparator<DataSet> BY_FREQUENCY =
      Comparator.comparingInt(DataSet::frequency)
          .thenComparing(set -> set.name().toLowerCase(Locale.ROOT));

  private static final Comparator<DataSet> BY_WORKFLOW =
      Comparator.<DataSet, Boolean>comparing(set -> set.workflow() == null)
          .thenComparing(BY_FREQUENCY);

  private final Sessions sessions;

  ElementTables(Sessions sessions) {
    this.sessions = sessions;
  }

  private record DataSet(
      long element,
      long id,
      String uid,
      String name,
      @Nullable Object workflow,
      long periodTypeId,
      String periodType) {
    private int frequency() {
      return PeriodType.named(periodType).map(PeriodType::frequencyOrder).orElse(Integer.MAX_VALUE);
    }
  }

  /** Two queries for each set and data element. */
  PeerTable groupSets() {
    DimensionColumns groups =
        new DimensionColumns()
            .add(
                sessions,
                "dataelementgroupset where datadimension",
                "dataelementgroupsetid",
                (set, column) -> group("dataelement", "de", set, column));
    return PeerTable.of(
        "dataelementgroupsetstructure",
        groups.after("dataelementid bigint not null", "dataelementname varchar(255) not null"),
        List.of("dataelementid"),
        new Selected(
            "select de.dataelementid, de.name%s from dataelement de".formatted(groups.selected())));
  }

  /** Two queries for each set and indicator. */
  PeerTable indicatorGroupSets() {
    DimensionColumns groups =
        new DimensionColumns()
            .add(
                sessions,
                "indicatorgroupset",
                "indicatorgroupsetid",
                (set, column) -> group("indicator", "i", set, column));
    return PeerTable.of(
        "indicatorgroupsetstructure",
        groups.after("indicatorid bigint not null", "indicatorname varchar(255)"),
        List.of("indicatorid"),
        new Selected(
            "select i.indicatorid, i.name%s from indicator i".formatted(groups.selected())));
  }

  private static String group(String object, String alias, long set, String column) {
    return """
        (select g.%2$s from %1$sgroup g
          inner join %1$sgroupmembers gm on gm.%1$sgroupid = g.%1$sgroupid
          inner join %1$sgroupsetmembers gsm
            on gsm.%1$sgroupid = gm.%1$sgroupid and gsm.%1$sgroupsetid = %3$d
          where gm.%1$sid = %4$s.%1$sid limit 1)
        """
        .formatted(object, column, set, alias);
  }

  /** The data sets of each data element are sorted twice. */
  PeerTable structure() {
    Map<Long, List<DataSet>> dataSets =
        dataSets().stream().collect(Collectors.groupingBy(DataSet::element));
    List<List<@Nullable Object>> rows =
        sessions.query(
            """
            select dataelementid, uid, name, aggregationtype, valuetype, domaintype,
              zeroissignificant
            from dataelement order by dataelementid
            """,
            row -> {
              List<@Nullable Object> values = new ArrayList<>();
              for (int column = 1; column <= 7; column++) {
                values.add(row.getObject(column));
              }
              values.addAll(ofDataSets(dataSets.getOrDefault(row.getLong(1), List.of())));
              return values;
            });
    return PeerTable.of(
            "dataelementstructure",
            List.of(
                "dataelementid bigint not null",
                "dataelementuid char(11) not null",
                "dataelementname varchar(255) not null",
                "aggregationtype varchar(50) not null",
                "valuetype varchar(50) not null",
                "domaintype varchar(50) not null",
                "zeroissignificant boolean not null",
                "datasetid bigint",
                "datasetuid char(11)",
                "datasetname varchar(255)",
                "datasetapprovallevel integer",
                "workflowid bigint",
                "periodtypeid bigint",
                "periodtypename varchar(255)"),
            List.of("dataelementid"),
            new Made(rows))
        .with(
            Index.unique("dataelementuid"),
            Index.on("datasetid"),
            Index.on("datasetuid"),
            Index.on("periodtypeid"),
            Index.on("workflowid"));
  }

  private List<DataSet> dataSets() {
    return sessions.query(
        """
        select dse.dataelementid, ds.datasetid, ds.uid, ds.name, ds.workflowid, pt.periodtypeid,
          pt.name
        from datasetelement dse
        inner join dataset ds on ds.datasetid = dse.datasetid
        inner join periodtype pt on pt.periodtypeid = ds.periodtypeid
        """,
        row ->
            new DataSet(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getObject(5),
                row.getLong(6),
                row.getString(7)));
  }

  private static List<@Nullable Object> ofDataSets(List<DataSet> dataSets) {
    if (dataSets.isEmpty()) {
      return Arrays.asList(null, null, null, 0, null, null, null);
    }
    DataSet approval = dataSets.stream().min(BY_WORKFLOW).orElseThrow();
    DataSet frequent = dataSets.stream().min(BY_FREQUENCY).orElseThrow();
    return Arrays.asList(
        approval.id(),
        approval.uid(),
        approval.name(),
        approval.workflow() == null ? 0 : null,
        approval.workflow(),
        frequent.periodTypeId(),
        frequent.periodType());
  }

  PeerTable optionCombos() {
    return PeerTable.of(
            "dataelementcategoryoptioncombo",
            List.of(
                "dataelementid bigint not null",
                "categoryoptioncomboid bigint not null",
                "dataelementuid char(11) not null",
                "categoryoptioncombouid char(11) not null"),
            List.of("dataelementid", "categoryoptioncomboid"),
            new Selected(
                """
                select de.dataelementid, coc.categoryoptioncomboid, de.uid, coc.uid
                from dataelement de
                inner join categorycombos_optioncombos ccoc
                  on ccoc.categorycomboid = de.categorycomboid
                inner join categoryoptioncombo coc
                  on coc.categoryoptioncomboid = ccoc.categoryoptioncomboid
                """))
        .with(Index.on("dataelementuid", "categoryoptioncombouid"));
  }
}
