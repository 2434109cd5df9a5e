package io.github.dhisadmin.maintenance;

import io.github.dhisadmin.access.Authority;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The operations that the library brings. */
public final class MaintenanceOperations {
  /** Removes the analytics tables; analytics fail until the next update. */
  public static final MaintenanceOperation<ClearAnalyticsTables> CLEAR_ANALYTICS_TABLES =
      operation(
          "clear-analytics-tables",
          "analyticsTableClear",
          "Drops or empties the analytics tables; analytics fail until they are built again.",
          MaintenanceEffect.DESTRUCTIVE,
          new ClearAnalyticsTables(TableClearing.DROP));

  /** Collects statistics for the query planner. */
  public static final MaintenanceOperation<NoParameters> ANALYZE_ANALYTICS_TABLES =
      operation(
          "analyze-analytics-tables",
          "analyticsTableAnalyze",
          "Collects statistics of analytics tables that changed since it was last done.",
          MaintenanceEffect.REPAIRING,
          new NoParameters());

  /** Drops what analytics and resource table updates left behind. */
  public static final MaintenanceOperation<NoParameters> DROP_STAGING_TABLES =
      operation(
          "drop-staging-tables",
          "stagingTablesDrop",
          "Drops temporary tables that interrupted updates left behind.",
          MaintenanceEffect.DESTRUCTIVE,
          new NoParameters());

  /** Deletes users who never accepted their invitation. */
  public static final MaintenanceOperation<NoParameters> REMOVE_EXPIRED_INVITATIONS =
      operation(
          "remove-expired-invitations",
          "expiredInvitationsClear",
          "Deletes invited users whose invitation has expired.",
          MaintenanceEffect.DESTRUCTIVE,
          new NoParameters());

  /** Corrects paths and levels. */
  public static final MaintenanceOperation<NoParameters> UPDATE_ORGANISATION_UNIT_PATHS =
      operation(
          "update-organisation-unit-paths",
          "ouPathsUpdate",
          "Corrects path and level of organisation units by their parents.",
          MaintenanceEffect.REPAIRING,
          new NoParameters());

  /** Deletes periods that nothing refers to. */
  public static final MaintenanceOperation<NoParameters> PRUNE_PERIODS =
      operation(
          "prune-periods",
          "periodPruning",
          "Deletes periods that nothing refers to.",
          MaintenanceEffect.DESTRUCTIVE,
          new NoParameters());

  /** Deletes zeros that mean nothing. */
  public static final MaintenanceOperation<RemoveZeroDataValues> REMOVE_ZERO_DATA_VALUES =
      operation(
          "remove-zero-data-values",
          "zeroDataValueRemoval",
          "Deletes zeros of summed data elements for which zero is not significant.",
          MaintenanceEffect.DESTRUCTIVE,
          new RemoveZeroDataValues(ZeroMatch.EXACT, ValueRemoval.DELETE));

  /** Deletes for good what users deleted, and everybody has seen. */
  public static final MaintenanceOperation<PurgeDeletedDataValues> PURGE_DELETED_DATA_VALUES =
      operation(
          "purge-deleted-data-values",
          "softDeletedDataValueRemoval",
          "Deletes for good the data values that are marked as deleted, once synchronisation and"
              + " incremental analytics have seen that.",
          MaintenanceEffect.DESTRUCTIVE,
          new PurgeDeletedDataValues(Duration.ZERO, UnseenDeletions.KEEP));

  /** Drops the views of SQL views. */
  public static final MaintenanceOperation<NoParameters> DROP_SQL_VIEWS =
      operation(
          "drop-sql-views",
          "sqlViewsDrop",
          "Drops the database views of SQL views.",
          MaintenanceEffect.DESTRUCTIVE,
          new NoParameters());

  /** Creates the views of SQL views. */
  public static final MaintenanceOperation<CreateSqlViews> CREATE_SQL_VIEWS =
      operation(
          "create-sql-views",
          "sqlViewsCreate",
          "Creates the database views of SQL views, replaces those that changed and refreshes"
              + " materialised ones.",
          MaintenanceEffect.REPAIRING,
          new CreateSqlViews(UnknownViews.KEEP));

  /** Makes option combinations what their categories say. */
  public static final MaintenanceOperation<UpdateCategoryOptionCombos>
      UPDATE_CATEGORY_OPTION_COMBOS =
          operation(
              "update-category-option-combos",
              "categoryOptionComboUpdate",
              "Adds missing category option combinations, removes unused obsolete ones and corrects"
                  + " their names.",
              MaintenanceEffect.DESTRUCTIVE,
              new UpdateCategoryOptionCombos(Set.of(), 50_000));

  /** Clears caches. */
  public static final MaintenanceOperation<NoParameters> CLEAR_CACHE =
      operation(
          "clear-cache",
          "cacheClear",
          "Clears the library's caches on every node, and the host's.",
          MaintenanceEffect.REPAIRING,
          new NoParameters());

  /** Finds apps anew. */
  public static final MaintenanceOperation<NoParameters> RELOAD_APPS =
      operation(
          "reload-apps",
          "appReload",
          "Asks the host to find its apps anew.",
          MaintenanceEffect.REPAIRING,
          new NoParameters());

  private MaintenanceOperations() {}

  /** All of them, in the order in which DHIS2 runs them. */
  public static List<MaintenanceOperation<?>> all() {
    return List.of(
        CLEAR_ANALYTICS_TABLES,
        ANALYZE_ANALYTICS_TABLES,
        DROP_STAGING_TABLES,
        REMOVE_EXPIRED_INVITATIONS,
        UPDATE_ORGANISATION_UNIT_PATHS,
        PRUNE_PERIODS,
        REMOVE_ZERO_DATA_VALUES,
        PURGE_DELETED_DATA_VALUES,
        DROP_SQL_VIEWS,
        CREATE_SQL_VIEWS,
        UPDATE_CATEGORY_OPTION_COMBOS,
        CLEAR_CACHE,
        RELOAD_APPS);
  }

  private static <P extends Record> MaintenanceOperation<P> operation(
      String name, String dhis2Name, String description, MaintenanceEffect effect, P defaults) {
    return new MaintenanceOperation<>(
        name, List.of(dhis2Name), description, Authority.PERFORM_MAINTENANCE, effect, defaults);
  }
}
