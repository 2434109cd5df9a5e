package io.github.dhisadmin.bench.peer.resourcetable;

import io.github.dhisadmin.bench.peer.resourcetable.PeerTable.Made;
import io.github.dhisadmin.bench.peer.resourcetable.PeerTable.Selected;
import io.github.dhisadmin.bench.sql.Sessions;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of option combinations (2.42, CategoryResourceTable and others). */
final class CategoryTables {
  private final Sessions sessions;

  CategoryTables(Sessions sessions) {
    this.sessions = sessions;
  }

  private record Combination(
      long id, String uid, @Nullable String name, boolean ignoresApproval, long combo) {}

  private record Option(long combination, String name, @Nullable Date start, @Nullable Date end) {}

  /** Each option combination of each valid category combination. */
  PeerTable names() {
    Map<Long, List<Option>> options =
        sessions
            .query(
                """
                select cocco.categoryoptioncomboid, co.name, co.startdate, co.enddate
                from categoryoptioncombos_categoryoptions cocco
                inner join categoryoption co on co.categoryoptionid = cocco.categoryoptionid
                order by co.categoryoptionid
                """,
                row -> new Option(row.getLong(1), row.getString(2), row.getDate(3), row.getDate(4)))
            .stream()
            .collect(Collectors.groupingBy(Option::combination));
    List<Long> valid = validCombos();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Combination each : combinations()) {
      if (valid.contains(each.combo())) {
        rows.add(row(each, options.getOrDefault(each.id(), List.of())));
      }
    }
    return PeerTable.of(
        "categoryoptioncomboname",
        List.of(
            "categoryoptioncomboid bigint not null",
            "categoryoptioncomboname varchar(255)",
            "approvallevel integer",
            "startdate date",
            "enddate date"),
        List.of("categoryoptioncomboid"),
        new Made(rows));
  }

  private List<Long> validCombos() {
    return sessions.query(
        """
        select ccc.categorycomboid from categorycombos_categories ccc
        left join (select categoryid, count(*) as options
          from categories_categoryoptions group by categoryid) cco
          on cco.categoryid = ccc.categoryid
        group by ccc.categorycomboid
        having min(coalesce(cco.options, 0)) > 0
        """,
        row -> row.getLong(1));
  }

  private List<Combination> combinations() {
    return sessions.query(
        """
        select coc.categoryoptioncomboid, coc.uid, coc.name, coalesce(coc.ignoreapproval, false),
          ccoc.categorycomboid
        from categorycombos_optioncombos ccoc
        inner join categoryoptioncombo coc
          on coc.categoryoptioncomboid = ccoc.categoryoptioncomboid
        order by ccoc.categorycomboid, coc.categoryoptioncomboid
        """,
        row ->
            new Combination(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getBoolean(4),
                row.getLong(5)));
  }

  private static List<@Nullable Object> row(Combination combination, List<Option> options) {
    String generated =
        options.isEmpty()
            ? combination.uid()
            : options.stream().map(Option::name).collect(Collectors.joining(", "));
    Date start =
        options.stream()
            .map(Option::start)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
    Date end =
        options.stream()
            .map(Option::end)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    return Arrays.asList(
        combination.id(),
        Objects.requireNonNullElse(combination.name(), generated),
        combination.ignoresApproval() ? 0 : null,
        start,
        end);
  }

  /** Two queries for each category or group set and option combination. */
  PeerTable structure() {
    DimensionColumns dimensions =
        new DimensionColumns()
            .add(sessions, "category where datadimension", "categoryid", CategoryTables::option)
            .add(
                sessions,
                "categoryoptiongroupset where datadimension",
                "categoryoptiongroupsetid",
                CategoryTables::group);
    return PeerTable.of(
        "categorystructure",
        dimensions.after(
            "categoryoptioncomboid bigint not null",
            "categoryoptioncombouid char(11) not null",
            "categoryoptioncomboname varchar(255)"),
        List.of("categoryoptioncomboid"),
        new Selected(
            "select coc.categoryoptioncomboid, coc.uid, coc.name%s from categoryoptioncombo coc"
                .formatted(dimensions.selected())));
  }

  private static String option(long category, String column) {
    return """
        (select co.%s from categoryoptioncombos_categoryoptions cocco
          inner join categoryoption co on co.categoryoptionid = cocco.categoryoptionid
          inner join categories_categoryoptions cco on cco.categoryoptionid = co.categoryoptionid
          where cocco.categoryoptioncomboid = coc.categoryoptioncomboid and cco.categoryid = %d
          limit 1)
        """
        .formatted(column, category);
  }

  private static String group(long set, String column) {
    return """
        (select cog.%s from categoryoptioncombos_categoryoptions cocco
          inner join categoryoptiongroupmembers cogm
            on cogm.categoryoptionid = cocco.categoryoptionid
          inner join categoryoptiongroup cog
            on cog.categoryoptiongroupid = cogm.categoryoptiongroupid
          inner join categoryoptiongroupsetmembers cogsm
            on cogsm.categoryoptiongroupid = cogm.categoryoptiongroupid
          where cocco.categoryoptioncomboid = coc.categoryoptioncomboid
            and cogsm.categoryoptiongroupsetid = %d
          limit 1)
        """
        .formatted(column, set);
  }
}
