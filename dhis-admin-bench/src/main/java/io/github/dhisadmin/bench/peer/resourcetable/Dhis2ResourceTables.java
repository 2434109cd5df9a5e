package io.github.dhisadmin.bench.peer.resourcetable;

import io.github.dhisadmin.bench.peer.PeerRun;
import io.github.dhisadmin.bench.peer.resourcetable.PeerTable.Made;
import io.github.dhisadmin.bench.peer.resourcetable.PeerTable.Selected;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import io.github.dhisadmin.bench.sql.StageTimes;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The statements with which DHIS2 2.42 (DefaultResourceTableService, JdbcResourceTableStore and one
 * class per table) builds the resource tables, one after the other, each beside the one that serves
 * and then in its place. Those of periods, of the hierarchy, of data elements, of the names of
 * option combinations and of who reports what are made of objects and inserted row by row in one
 * batch; the others are one insert with two correlated queries for each group set or category.
 *
 * <p>What it does not do, in DHIS2's favour: objects and their collections are read with one
 * statement for each kind, as if all were in Hibernate's caches, and nothing but that is left of
 * what Hibernate costs; SQL views are neither dropped nor made again; nothing is locked until the
 * end of all tables. The two tables of approvals, which DHIS2 builds only while approval is
 * switched on, are built as the library builds them.
 *
 * <p>Where DHIS2 takes any group of an object, so may this. A group set whose short name leaves no
 * letter, of which DHIS2 cannot make a column, gets the name that the library gives it.
 */
public final class Dhis2ResourceTables {
  private final Sessions sessions;
  private final String schema;

  /** Builds in the schema. */
  public Dhis2ResourceTables(Sessions sessions, String schema) {
    this.sessions = sessions;
    this.schema = schema;
  }

  /** Builds all of them, replacing what an earlier run left. */
  public PeerRun run() {
    sessions.execute("create schema if not exists " + SqlText.identifier(schema));
    UnitTables units = new UnitTables(sessions, schema);
    CategoryTables categories = new CategoryTables(sessions);
    ReportingTables reporting = new ReportingTables(sessions);
    ElementTables elements = new ElementTables(sessions);
    PeriodTables periods = new PeriodTables(sessions);
    ApprovalTables approvals = new ApprovalTables(sessions, schema);
    // Some read those before them.
    List<Supplier<PeerTable>> tables =
        List.of(
            units::structure,
            reporting::dataSetUnitCategories,
            categories::names,
            elements::groupSets,
            elements::indicatorGroupSets,
            reporting::dataSets,
            units::groupSets,
            categories::structure,
            elements::structure,
            periods::days,
            periods::structure,
            elements::optionCombos,
            approvals::relationships,
            approvals::remappedLevels,
            approvals::minLevels);
    StageTimes times = new StageTimes();
    long rows = 0;
    int indexes = 0;
    for (Supplier<PeerTable> each : tables) {
      PeerTable table = times.time("read", each);
      rows += times.time(table.name(), () -> build(table));
      indexes += table.indexes().size();
    }
    return new PeerRun(times.total(), times.asMap(), List.of(), rows, indexes);
  }

  private long build(PeerTable table) {
    String staging = SqlText.identifier(schema, table.servingName() + "_temp");
    sessions.execute("drop table if exists " + staging);
    sessions.execute(table.create(staging));
    long rows = fill(table, staging);
    table.createIndexes(staging).forEach(sessions::execute);
    sessions.execute("analyze " + staging);
    sessions.execute("drop table if exists " + SqlText.identifier(schema, table.servingName()));
    sessions.execute(
        "alter table " + staging + " rename to " + SqlText.identifier(table.servingName()));
    return rows;
  }

  private long fill(PeerTable table, String staging) {
    if (table.filling() instanceof Selected query) {
      return sessions.execute("insert into " + staging + "\n" + query.sql());
    }
    List<List<@Nullable Object>> rows = ((Made) table.filling()).rows();
    sessions.insert(Made.insert(staging, table.columns().size()), rows);
    return rows.size();
  }
}
