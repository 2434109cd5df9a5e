package io.github.dhisadmin.jooq.internal.migration;

import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_DISCREPANCY;

import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.migration.Discrepancy;
import io.github.dhisadmin.migration.Discrepancy.Kind;
import io.github.dhisadmin.migration.Discrepancy.Point;
import io.github.dhisadmin.migration.spi.DiscrepancyStore;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Discrepancies as rows of {@code migration_discrepancy}. */
final class JooqDiscrepancyStore implements DiscrepancyStore {
  private static final int ROWS_PER_STATEMENT = 500;

  private final Database database;

  JooqDiscrepancyStore(Database database) {
    this.database = database;
  }

  @Override
  public void add(long run, List<Found> found) {
    database.transaction(
        ctx -> {
          for (int from = 0; from < found.size(); from += ROWS_PER_STATEMENT) {
            insert(
                ctx, run, found.subList(from, Math.min(found.size(), from + ROWS_PER_STATEMENT)));
          }
          return found.size();
        });
  }

  private static void insert(DSLContext ctx, long run, List<Found> found) {
    var insert =
        ctx.insertInto(
            MIGRATION_DISCREPANCY,
            MIGRATION_DISCREPANCY.RUN_ID,
            MIGRATION_DISCREPANCY.ITEM_SET,
            MIGRATION_DISCREPANCY.KIND,
            MIGRATION_DISCREPANCY.DATA_ELEMENT,
            MIGRATION_DISCREPANCY.PERIOD,
            MIGRATION_DISCREPANCY.ORGANISATION_UNIT,
            MIGRATION_DISCREPANCY.CATEGORY_OPTION_COMBO,
            MIGRATION_DISCREPANCY.ATTRIBUTE_OPTION_COMBO,
            MIGRATION_DISCREPANCY.SOURCE_VALUE,
            MIGRATION_DISCREPANCY.DESTINATION_VALUE,
            MIGRATION_DISCREPANCY.REPAIR);
    for (Found each : found) {
      Discrepancy discrepancy = each.discrepancy();
      Point point = discrepancy.point();
      insert =
          insert.values(
              run,
              discrepancy.itemSet(),
              discrepancy.kind().name(),
              point.dataElement(),
              point.period(),
              point.organisationUnit(),
              point.categoryOptionCombo(),
              point.attributeOptionCombo(),
              discrepancy.sourceValueOrNull(),
              discrepancy.destinationValueOrNull(),
              each.repair());
    }
    insert.execute();
  }

  @Override
  public List<Discrepancy> list(long run, long afterId, int limit) {
    return database.transaction(
        ctx ->
            ctx.selectFrom(MIGRATION_DISCREPANCY)
                .where(MIGRATION_DISCREPANCY.RUN_ID.eq(run))
                .and(MIGRATION_DISCREPANCY.DISCREPANCY_ID.gt(afterId))
                .orderBy(MIGRATION_DISCREPANCY.DISCREPANCY_ID)
                .limit(limit)
                .fetch(JooqDiscrepancyStore::discrepancy));
  }

  @Override
  public List<Repair> repairs(long run, long afterId, int limit) {
    return database.transaction(
        ctx ->
            ctx.select(MIGRATION_DISCREPANCY.DISCREPANCY_ID, MIGRATION_DISCREPANCY.REPAIR)
                .from(MIGRATION_DISCREPANCY)
                .where(MIGRATION_DISCREPANCY.RUN_ID.eq(run))
                .and(MIGRATION_DISCREPANCY.DISCREPANCY_ID.gt(afterId))
                .and(MIGRATION_DISCREPANCY.REPAIR.ne(""))
                .orderBy(MIGRATION_DISCREPANCY.DISCREPANCY_ID)
                .limit(limit)
                .fetch(row -> new Repair(row.value1(), row.value2())));
  }

  private static Discrepancy discrepancy(Record row) {
    return new Discrepancy(
        row.get(MIGRATION_DISCREPANCY.DISCREPANCY_ID),
        row.get(MIGRATION_DISCREPANCY.ITEM_SET),
        Kind.valueOf(row.get(MIGRATION_DISCREPANCY.KIND)),
        new Point(
            row.get(MIGRATION_DISCREPANCY.DATA_ELEMENT),
            row.get(MIGRATION_DISCREPANCY.PERIOD),
            row.get(MIGRATION_DISCREPANCY.ORGANISATION_UNIT),
            row.get(MIGRATION_DISCREPANCY.CATEGORY_OPTION_COMBO),
            row.get(MIGRATION_DISCREPANCY.ATTRIBUTE_OPTION_COMBO)),
        row.get(MIGRATION_DISCREPANCY.SOURCE_VALUE),
        row.get(MIGRATION_DISCREPANCY.DESTINATION_VALUE));
  }
}
