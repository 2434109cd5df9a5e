package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.swap.Exchange;
import io.github.dhisadmin.jooq.internal.swap.Replacement;
import io.github.dhisadmin.jooq.internal.swap.TableSwap;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Lets tables that were built serve, each with all its partitions in one transaction, or partition
 * by partition.
 */
final class ServingSwap {
  private final Database database;
  private final Cancellation cancellation;
  private final ServingTables serving;
  private final StaleViews staleViews;
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
    this.staleViews = new StaleViews(database, cancellation);
    this.firstYear = firstYear;
  }

  /** Swaps a table in, unless all of it stays; gives what became of what depends on it. */
  List<Warning> swap(TableBuild build) {
    List<Replacement> replacements = replacements(build);
    List<String> ending = ending(build, build.built().stream().map(StagedTable::staging).toList());
    Optional<LatestPartition> latest = latest(build, ending);
    List<PartitionMerge> merges = build.merges();
    if (replacements.isEmpty() && ending.isEmpty() && merges.isEmpty()) {
      return List.of();
    }
    List<Warning> warnings =
        swap(
            build,
            exchange(build, replacements, ending),
            merges,
            ctx -> {
              if (build.keepsOtherYears()) {
                joinServing(ctx, build, build.built());
              }
              latest.ifPresent(partition -> mergeWith(ctx, partition, build));
              takeNote(ctx, build.built(), ending);
            });
    build.built().forEach(build::serves);
    build.dropped(ending);
    merges.forEach(this::analyze);
    return warnings;
  }

  /**
   * Lets one partition serve, beside others that do; the later ones have been swapped in before.
   * What the partition of latest values has of its year or a later one is in these.
   */
  List<Warning> swapAlone(TableBuild build, StagedTable partition) {
    Optional<PartitionMerge> merge = partition.verdict().merge();
    return merge.isPresent()
        ? merge(build, partition, merge.get())
        : replaceAlone(build, partition);
  }

  private List<Warning> merge(TableBuild build, StagedTable partition, PartitionMerge merge) {
    List<Warning> warnings =
        swap(build, Exchange.of(List.of(), List.of()), List.of(merge), ctx -> {});
    build.serves(partition);
    analyze(merge);
    return warnings;
  }

  private List<Warning> replaceAlone(TableBuild build, StagedTable partition) {
    int year = partition.partition().year().orElseThrow();
    Optional<LatestPartition> latest = latest(build, List.of());
    List<Warning> warnings =
        swap(
            build,
            exchange(
                build,
                List.of(new Replacement(partition.staging(), partition.target())),
                List.of()),
            List.of(),
            ctx -> {
              joinServing(ctx, build, List.of(partition));
              latest.ifPresent(
                  each ->
                      build.merged(
                          each.name(), each.keepMoreThan(ctx, year, List.of(partition.target()))));
              takeNote(ctx, List.of(partition), List.of());
            });
    build.serves(partition);
    return warnings;
  }

  /** Ends what serves and nothing replaces, once all partitions were swapped in one by one. */
  List<Warning> end(TableBuild build) {
    List<String> ending = ending(build, build.built().stream().map(StagedTable::target).toList());
    Optional<LatestPartition> latest = latest(build, ending);
    if (ending.isEmpty() && (latest.isEmpty() || build.built().isEmpty())) {
      return List.of();
    }
    List<Warning> warnings =
        swap(
            build,
            exchange(build, List.of(), ending),
            List.of(),
            ctx -> {
              latest.ifPresent(partition -> mergeWith(ctx, partition, build));
              takeNote(ctx, List.of(), ending);
            });
    build.dropped(ending);
    return warnings;
  }

  /** Does all of it at the same moment. */
  private List<Warning> swap(
      TableBuild build,
      Exchange exchange,
      List<PartitionMerge> merges,
      Consumer<DSLContext> alsoInTransaction) {
    return new TableSwap(database)
        .swap(
            cancellation,
            exchange,
            ctx -> merges.forEach(merge -> merge.apply(ctx)),
            ctx -> {
              alsoInTransaction.accept(ctx);
              noteStaleViews(ctx, build);
            });
  }

  /** Views above what is replaced are made again; those above a parent that stays are not. */
  private void noteStaleViews(DSLContext ctx, TableBuild build) {
    staleViews.note(
        ctx,
        build.keepsOtherYears()
            ? List.of(
                build.definition().tableName(), new LatestPartition(build.definition()).name())
            : List.of());
  }

  /** Planners expect few rows of a month that they have not heard of. */
  private void analyze(PartitionMerge merge) {
    database.transaction(
        cancellation,
        ctx -> {
          new Ddl(ctx).analyze(DSL.name(merge.tables().target()));
          return merge;
        });
  }

  private static Exchange exchange(
      TableBuild build, List<Replacement> replacements, List<String> ending) {
    return build.keepsOtherYears()
        ? Exchange.below(build.definition().tableName(), replacements, ending)
        : Exchange.of(replacements, ending);
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

  /**
   * Serving partitions that nothing replaces: all of them, or those of the years asked for.
   *
   * @param built names that the tables built have now
   */
  private List<String> ending(TableBuild build, List<String> built) {
    if (!build.partitioned()) {
      return List.of();
    }
    List<String> targets = build.tables().stream().map(StagedTable::target).toList();
    String prefix = build.definition().tableName() + "_";
    int endingFrom = build.keepsOtherYears() ? firstYear : Integer.MIN_VALUE;
    LatestPartition latest = new LatestPartition(build.definition());
    return database.transaction(
        cancellation,
        ctx ->
            serving.partitions(ctx, build.definition().tableName()).stream()
                .filter(name -> !targets.contains(name))
                .filter(
                    name ->
                        Integer.parseInt(name.substring(prefix.length())) >= endingFrom
                            || (name.equals(latest.name())
                                && !latest.hasMoreThan(ctx, endingFrom, built)))
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

  private static void takeNote(DSLContext ctx, List<StagedTable> built, List<String> ending) {
    KnownPartitions known = new KnownPartitions(ctx);
    known.forget(ending);
    known.forget(built.stream().map(StagedTable::target).toList());
    for (StagedTable table : built) {
      table
          .fingerprint()
          .ifPresent(now -> known.remember(table.target(), now, table.sources(), table.writers()));
    }
  }

  /** Hangs the new partitions below the parent that serves, which keeps its other years. */
  private static void joinServing(DSLContext ctx, TableBuild build, List<StagedTable> built) {
    Ddl ddl = new Ddl(ctx);
    String table = build.definition().tableName();
    for (StagedTable partition : built) {
      ddl.disinherit(DSL.name(partition.target()), DSL.name(table + StagedTable.SUFFIX));
      ddl.inherit(DSL.name(partition.target()), DSL.name(table));
    }
  }
}
