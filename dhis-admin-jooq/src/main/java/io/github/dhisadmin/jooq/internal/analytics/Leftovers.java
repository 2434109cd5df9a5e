package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.run.Cancellation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What runs leave behind that did not swap in all they had built. */
final class Leftovers {
  private final Database database;
  private final ServingTables serving;
  private final String adminSchema;

  /**
   * Looks in a database.
   *
   * @param adminSchema the library's own schema, where work tables are
   */
  Leftovers(Database database, String adminSchema) {
    this.database = database;
    this.serving = new ServingTables(database);
    this.adminSchema = adminSchema;
  }

  /**
   * Drops what was left, except for partitions that were filled and that another run may find to be
   * what it would build. Each table by itself, as a server has locks for thousands of tables and
   * indexes only.
   *
   * @param resumable the types of tables whose filled partitions stay
   * @return the staging names of the partitions that stay
   */
  Set<String> drop(Cancellation unless, Set<AnalyticsTableType> resumable) {
    Set<String> filled =
        resumable.isEmpty()
            ? Set.of()
            : database.transaction(unless, ctx -> new StagedPartitions(ctx).asFilled());
    Set<String> kept = new HashSet<>();
    for (AnalyticsTableType type : AnalyticsTableType.values()) {
      for (List<String> left : database.transaction(unless, ctx -> serving.staging(ctx, type))) {
        if (resumable.contains(type)) {
          left.stream().filter(filled::contains).forEach(kept::add);
        }
        List<String> ending = left.stream().filter(name -> !kept.contains(name)).toList();
        database.transaction(
            unless,
            ctx -> {
              // A server that died while it renamed left partitions that serve below a staging
              // parent.
              new Ddl(ctx).dropApart(ending);
              return ending;
            });
      }
    }
    database.transaction(
        unless,
        ctx -> {
          WorkTable.dropAll(ctx, adminSchema);
          return new StagedPartitions(ctx).forgetAllBut(kept);
        });
    return Set.copyOf(kept);
  }
}
