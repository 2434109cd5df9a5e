package io.github.dhisadmin.bench.peer;

import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import io.github.dhisadmin.bench.sql.StageTimes;
import io.github.dhisadmin.bench.sql.Workers;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Builds tables as DHIS2 2.42 (AbstractJdbcTableManager) does: beside those that serve, stage by
 * stage with a barrier after each, and then in their place.
 */
final class StagedTables {
  private final Sessions sessions;
  private final String schema;
  private final Workers workers;
  private final StageTimes times;
  private final AtomicLong rows = new AtomicLong();
  private int indexes;

  StagedTables(Sessions sessions, String schema, Workers workers, StageTimes times) {
    this.sessions = sessions;
    this.schema = schema;
    this.workers = workers;
    this.times = times;
  }

  /** All stages, for tables that need nothing in between. */
  void build(List<StagedPart> parts) {
    create(parts);
    populate(parts);
    index(parts);
    analyze(parts);
    swap(parts);
  }

  void create(List<StagedPart> parts) {
    times.time("create", () -> parents(parts).forEach(parent -> create(parent, parts)));
  }

  void populate(List<StagedPart> parts) {
    times.time("populate", () -> workers.inChunks(parts, this::populate));
  }

  void index(List<StagedPart> parts) {
    List<String> statements = parts.stream().flatMap(part -> indexes(part).stream()).toList();
    times.time("index", () -> workers.inChunks(statements, executeEach()));
    indexes += statements.size();
  }

  void analyze(List<StagedPart> parts) {
    List<String> statements = parts.stream().map(part -> "analyze " + staging(part)).toList();
    times.time("analyze", () -> workers.inChunks(statements, executeEach()));
  }

  // One command per partition, each a transaction of its own, the parents last.
  void swap(List<StagedPart> parts) {
    times.time(
        "swap",
        () -> {
          parts.stream().filter(StagedPart::inherits).map(StagedPart::name).forEach(this::swap);
          parents(parts).forEach(this::swap);
        });
  }

  /** How many rows were inserted. */
  long rows() {
    return rows.get();
  }

  /** How many indexes were built. */
  int indexes() {
    return indexes;
  }

  String staging(StagedPart part) {
    return staging(part.name());
  }

  private static List<String> parents(List<StagedPart> parts) {
    return parts.stream().map(StagedPart::parent).distinct().toList();
  }

  private void create(String parent, List<StagedPart> all) {
    List<StagedPart> parts = all.stream().filter(part -> part.parent().equals(parent)).toList();
    sessions.execute("drop table if exists " + staging(parent) + " cascade");
    sessions.execute(
        "create unlogged table "
            + staging(parent)
            + " ("
            + parts.get(0).columns().stream()
                .map(column -> SqlText.identifier(column.name()) + ' ' + column.type())
                .collect(Collectors.joining(", "))
            + ")");
    for (StagedPart part : parts) {
      if (part.inherits()) {
        sessions.execute(
            "create unlogged table %s (%s) inherits (%s)"
                .formatted(
                    staging(part),
                    part.checks().stream()
                        .map(check -> "check (" + check + ')')
                        .collect(Collectors.joining(", ")),
                    staging(parent)));
      }
    }
  }

  private void populate(StagedPart part) {
    String insert =
        part.columns().stream()
            .map(column -> SqlText.identifier(column.name()))
            .collect(Collectors.joining(", ", "insert into " + staging(part) + " (", ")\nselect "));
    for (StagedPart.Source source : part.sources()) {
      rows.addAndGet(
          sessions.execute(
              insert + String.join(", ", source.expressions()) + "\n" + source.from()));
    }
  }

  private List<String> indexes(StagedPart part) {
    return part.columns().stream()
        .flatMap(column -> column.indexes().stream())
        .map(on -> "create index on " + staging(part) + " using btree (" + on + ")")
        .toList();
  }

  private void swap(String table) {
    sessions.execute(
        "drop table if exists %s cascade; alter table %s rename to %s"
            .formatted(
                SqlText.identifier(schema, table), staging(table), SqlText.identifier(table)));
  }

  private Consumer<String> executeEach() {
    return sessions::execute;
  }

  private String staging(String table) {
    return SqlText.identifier(schema, table + "_temp");
  }
}
