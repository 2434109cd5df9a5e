package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.UpdateMode;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.DependentView;
import io.github.dhisadmin.jooq.internal.sql.Snapshot;
import io.github.dhisadmin.jooq.internal.sql.ViewSql;
import io.github.dhisadmin.spi.EngineContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** What of each table a run builds, what stays as it serves, and why. */
final class BuildPlan {
  private static final String TABLE_HOOKS = "TABLE_HOOKS";
  private static final String LATEST_PARTITION = "LATEST_PARTITION";

  private final Database database;
  private final TableCatalogue catalogue;
  private final AnalyticsTableUpdate update;
  private final EngineContext context;
  private final WorkMemory memory;
  private final ServingTables serving;
  private final TablePreparation preparation;
  private final SourceStates states;

  BuildPlan(
      Database database,
      TableCatalogue catalogue,
      AnalyticsTableUpdate update,
      EngineContext context,
      WorkMemory memory) {
    this.database = database;
    this.catalogue = catalogue;
    this.update = update;
    this.context = context;
    this.memory = memory;
    this.serving = new ServingTables(database);
    this.preparation = new TablePreparation(database, context, memory);
    this.states = new SourceStates(catalogue.adminSchema());
  }

  /** The tables of all types asked for, with all that their queries join. */
  List<TypeBuild> types() {
    return update.types().stream().map(this::type).toList();
  }

  private TypeBuild type(AnalyticsTableType type) {
    try {
      List<AnalyticsTableDefinition> definitions =
          inDatabase(ctx -> catalogue.definitions(ctx, type));
      return new TypeBuild(type, definitions.stream().map(this::table).toList());
    } catch (CancelledException e) {
      throw e;
    } catch (DhisAdminException e) {
      return new TypeBuild(type, List.of(), e);
    }
  }

  private TableBuild table(AnalyticsTableDefinition definition) {
    boolean partial = catalogue.settings().partial();
    TableBuild.Scope all = incremental() ? TableBuild.Scope.CHANGED : TableBuild.Scope.ALL;
    TableBuild.Scope scope = partial ? TableBuild.Scope.LAST_YEARS : all;
    try {
      preparation.make(definition);
      List<Partition> partitions = inDatabase(definition::partitions);
      if (partitions.isEmpty() || partitions.get(0).year().isEmpty()) {
        return staged(definition, partitions, scope);
      }
      boolean fits = inDatabase(ctx -> createParent(ctx, definition, partitions.get(0)));
      if (partial && !fits) {
        return stagedForAllYears(definition.ofAllYears());
      }
      if (incremental() && !fits) {
        return staged(definition, partitions, TableBuild.Scope.ALL_AS_LAYOUT_CHANGED);
      }
      // Partitions of other columns than those that serve cannot be beside them for a while either.
      boolean inTurn = update.isLowDisk() && fits && scope == TableBuild.Scope.ALL;
      return staged(definition, partitions, inTurn ? TableBuild.Scope.ALL_IN_TURN : scope);
    } catch (CancelledException e) {
      throw e;
    } catch (DhisAdminException e) {
      TableBuild failed = new TableBuild(definition, List.of(), scope, null);
      failed.fail(e);
      return failed;
    }
  }

  private TableBuild stagedForAllYears(AnalyticsTableDefinition definition) {
    preparation.make(definition);
    return staged(
        definition, inDatabase(definition::partitions), TableBuild.Scope.ALL_AS_LAYOUT_CHANGED);
  }

  private TableBuild staged(
      AnalyticsTableDefinition definition, List<Partition> partitions, TableBuild.Scope scope) {
    List<StagedTable> tables = new ArrayList<>();
    for (Partition partition : partitions) {
      tables.add(staged(definition, partition));
    }
    boolean doubtful = incremental() && inDatabase(new LatestPartition(definition)::isOfOthers);
    return new TableBuild(definition, tables, scope, doubtful ? LATEST_PARTITION : null);
  }

  private StagedTable staged(AnalyticsTableDefinition definition, Partition partition) {
    return new StagedTable(
        definition,
        partition,
        new TimedSteps(
            database,
            context.control().cancellation(),
            context.clock(),
            partition.nameIn(definition.tableName())),
        catalogue.settings().storage(),
        memory,
        catalogue.adminSchema());
  }

  /** Creates the staging parent, and says whether new partitions would fit beside serving ones. */
  private boolean createParent(
      DSLContext ctx, AnalyticsTableDefinition definition, Partition sample) {
    String table = definition.tableName();
    StagedTable.createEmpty(
        ctx,
        DSL.name(table + StagedTable.SUFFIX),
        definition,
        sample,
        catalogue.settings().storage());
    return serving.fits(ctx, table, table + StagedTable.SUFFIX);
  }

  /**
   * Whether a partition need not be filled, as a run that did not end has done so; if not, what
   * that one left ends.
   *
   * @param hooked whether hooks change tables of its type; nobody knows what they read
   */
  boolean resumes(StagedTable table, Snapshot snapshot, boolean hooked) {
    if (hooked) {
      table.dropLeft();
      return false;
    }
    return table.takeOver(snapshot, states, incremental());
  }

  /**
   * Fills a partition.
   *
   * @param hooked whether hooks change tables of its type; what they leave is not taken over
   */
  void populate(StagedTable table, Snapshot snapshot, boolean hooked) {
    table.populate(snapshot, hooked ? null : states);
  }

  /**
   * Looks whether something was written to what a partition is built from.
   *
   * @param hooked whether hooks change tables of its type; nobody knows what they read
   */
  void look(TableBuild build, StagedTable table, Snapshot snapshot, boolean hooked) {
    if (incremental() && !hooked) {
      table.look(snapshot, states, build.reasonForAll().isPresent());
    }
  }

  /**
   * Whether a partition that was looked at serves on, as it does or with a few other rows.
   *
   * @param hooked whether hooks change tables of its type; nobody knows what they read
   */
  boolean keeps(TableBuild build, StagedTable table, Snapshot snapshot, boolean hooked) {
    if (!incremental()) {
      return false;
    }
    if (hooked) {
      table.replaceBecause(TABLE_HOOKS);
      return false;
    }
    return table.keep(snapshot, () -> limit(build, table), build.reasonForAll().orElse(null));
  }

  /**
   * A swap has to find all rows of what is built beside older years' latest values, and makes views
   * again that keep rows of what it replaces.
   */
  private MergeLimit limit(TableBuild build, StagedTable table) {
    boolean toBuild =
        inDatabase(
            ctx ->
                (catalogue.settings().partial()
                        && new LatestPartition(build.definition()).exists(ctx))
                    || new ViewSql(ctx)
                        .above(database.schemaName(), List.of(table.target())).stream()
                            .anyMatch(DependentView::materialised));
    return toBuild ? MergeLimit.NOTHING : new MergeLimit(update.mergeShare());
  }

  private boolean incremental() {
    return update.mode() == UpdateMode.INCREMENTAL;
  }

  private <T> T inDatabase(Function<DSLContext, T> work) {
    return database.transaction(context.control().cancellation(), work);
  }
}
