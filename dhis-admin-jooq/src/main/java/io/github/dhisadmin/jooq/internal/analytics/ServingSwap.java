package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.swap.Replacement;
import io.github.dhisadmin.jooq.internal.swap.TableSwap;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Lets tables that were built serve, each with all its partitions in one transaction. */
final class ServingSwap {
  private final Database database;
  private final Cancellation cancellation;
  private final ServingTables serving;
  private final int firstYear;

  /**
   * Swaps tables of a run.
   *
   * @param firstYear the first of the years that the run was asked for
   */
  ServingSwap(Database database, Cancellation cancellation, int firstYear) {
    this.database = database;
    this.cancellation = cancellation;
    this.serving = new ServingTables(database);
    this.firstYear = firstYear;
  }

  /** Swaps a table in, unless all of it stays; gives what became of what depends on it. */
  List<Warning> swap(TableBuild build) {
    List<Replacement> replacements = replacements(build);
    List<String> ending = ending(build);
    Optional<LatestPartition> latest = latest(build, ending);
    if (replacements.isEmpty() && ending.isEmpty()) {
      return List.of();
    }
    List<Warning> warnings =
        new TableSwap(database)
            .swap(
                cancellation,
                replacements,
                ending,
                ctx -> {
                  if (build.keepsOtherYears()) {
                    joinServing(ctx, build);
                  }
                  latest.ifPresent(partition -> mergeWith(ctx, partition, build));
                  takeNote(ctx, build, ending);
                });
    build.dropped(ending);
    return warnings;
  }

  private static List<Replacement> replacements(TableBuild build) {
    List<Replacement> replacements = new ArrayList<>();
    if (build.partitioned() && !build.keepsOtherYears()) {
      // Locked in this order, and a reader of the parent takes the parent before its children.
      String table = build.definition().tableName();
      replacements.add(new Replacement(table + StagedTable.SUFFIX, table));
    }
    build.built().forEach(t -> replacements.add(new Replacement(t.staging(), t.target())));
    return replacements;
  }

  /** Serving partitions that nothing replaces: all of them, or those of the years asked for. */
  private List<String> ending(TableBuild build) {
    if (!build.partitioned()) {
      return List.of();
    }
    List<String> targets = build.tables().stream().map(StagedTable::target).toList();
    String prefix = build.definition().tableName() + "_";
    int endingFrom = build.keepsOtherYears() ? firstYear : Integer.MIN_VALUE;
    LatestPartition latest = new LatestPartition(build.definition());
    List<String> staged = build.built().stream().map(StagedTable::staging).toList();
    return database.transaction(
        cancellation,
        ctx ->
            serving.partitions(ctx, build.definition().tableName()).stream()
                .filter(name -> !targets.contains(name))
                .filter(
                    name ->
                        Integer.parseInt(name.substring(prefix.length())) >= endingFrom
                            || (name.equals(latest.name())
                                && !latest.hasMoreThan(ctx, endingFrom, staged)))
                .toList());
  }

  /** The partition of latest values, if it stays for the sake of years that are not built. */
  private Optional<LatestPartition> latest(TableBuild build, List<String> ending) {
    LatestPartition latest = new LatestPartition(build.definition());
    return Optional.of(latest)
        .filter(each -> build.keepsOtherYears() && !ending.contains(latest.name()))
        .filter(each -> database.transaction(cancellation, latest::exists));
  }

  /** No value of a year that was built may count again from the partition of latest values. */
  private void mergeWith(DSLContext ctx, LatestPartition latest, TableBuild build) {
    List<String> built = build.built().stream().map(StagedTable::target).toList();
    build.merged(latest.name(), latest.keepMoreThan(ctx, firstYear, built));
  }

  private static void takeNote(DSLContext ctx, TableBuild build, List<String> ending) {
    KnownPartitions known = new KnownPartitions(ctx);
    known.forget(ending);
    known.forget(build.built().stream().map(StagedTable::target).toList());
    for (StagedTable table : build.built()) {
      table.fingerprint().ifPresent(now -> known.remember(table.target(), now, table.sources()));
    }
  }

  /** Hangs the new partitions below the parent that serves, which keeps its other years. */
  private static void joinServing(DSLContext ctx, TableBuild build) {
    Ddl ddl = new Ddl(ctx);
    String table = build.definition().tableName();
    for (StagedTable partition : build.built()) {
      ddl.disinherit(DSL.name(partition.target()), DSL.name(table + StagedTable.SUFFIX));
      ddl.inherit(DSL.name(partition.target()), DSL.name(table));
    }
  }
}
