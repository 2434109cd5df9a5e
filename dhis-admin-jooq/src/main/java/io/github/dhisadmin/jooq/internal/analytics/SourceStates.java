package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.jooq.internal.sql.QuerySources;
import io.github.dhisadmin.jooq.internal.sql.TableStates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * What tells whether a part can have other rows than it had, without computing them: the query it
 * is built by, and the state of each table that the query reads. If all of that is the same, so are
 * the rows; if not, they may be. Each table is looked at once per run, in the run's snapshot.
 */
final class SourceStates {
  private final String adminSchema;
  private final Map<Name, String> ofTables = new ConcurrentHashMap<>();
  private final Map<Name, Map<Long, String>> ofSplitTables = new ConcurrentHashMap<>();

  SourceStates(String adminSchema) {
    this.adminSchema = adminSchema;
  }

  /** As a snapshot sees the tables now; empty if that would not tell. */
  Optional<SourceState> of(
      DSLContext ctx, AnalyticsTableDefinition definition, Partition partition, String storage) {
    TableStates states = new TableStates(ctx);
    if (!states.tellWriters()) {
      return Optional.empty();
    }
    Select<?> rows = definition.rows(partition);
    Name scratch =
        DSL.name(adminSchema, "work_sources_of_" + partition.nameIn(definition.tableName()));
    return new QuerySources(ctx)
        .of(rows, scratch)
        .map(
            tables -> {
              StringJoiner text = new StringJoiner("\n");
              text.add(states.environment());
              text.add(ctx.renderInlined(rows));
              text.add(Fingerprint.declaration(ctx, definition, partition, storage));
              Optional<SourceSplit> split = definition.split(partition);
              String ownShare = null;
              for (Name table : tables) {
                text.add(table.toString());
                if (split.isPresent()
                    && split.get().table().equals(table.last())
                    && !isWork(table)) {
                  ownShare = md5(ctx, ofShare(ctx, table, split.get()));
                } else {
                  text.add(ofTable(states, table));
                }
              }
              String rest = md5(ctx, text.toString());
              return ownShare == null
                  ? new SourceState(rest, null)
                  : new SourceState(
                      md5(ctx, rest + ownShare),
                      new SourceShare(ownShare, rest, states.settledBefore()));
            });
  }

  private static String md5(DSLContext ctx, String text) {
    return ctx.select(DSL.md5(DSL.val(text))).fetchSingle().value1();
  }

  /** Work tables are made anew by each run, of the rows they had. */
  private String ofTable(TableStates states, Name table) {
    return ofTables.computeIfAbsent(
        table, name -> isWork(name) ? states.ofRows(name) : states.ofWriters(name));
  }

  private String ofShare(DSLContext ctx, Name table, SourceSplit split) {
    TableStates states = new TableStates(ctx);
    Map<Long, String> perValue =
        ofSplitTables.computeIfAbsent(
            table, name -> states.ofWritersBy(name, DSL.name(split.column())));
    StringJoiner text = new StringJoiner("\n");
    text.add(states.columns(table));
    List<Long> values = ctx.fetch(split.values()).getValues(0, Long.class);
    for (Long value : values) {
      text.add(value + " " + perValue.getOrDefault(value, ""));
    }
    return text.toString();
  }

  private boolean isWork(Name table) {
    return adminSchema.equals(table.first());
  }
}
