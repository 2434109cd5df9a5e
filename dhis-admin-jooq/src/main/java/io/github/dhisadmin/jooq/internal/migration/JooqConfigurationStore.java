package io.github.dhisadmin.jooq.internal.migration;

import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_ATTRIBUTE;
import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_CONFIGURATION;
import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_ITEM;
import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_ITEM_SET;
import static org.jooq.impl.DSL.noCondition;

import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.migration.AttributeFilter;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DataItemSet.Place;
import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.SourceTransport;
import io.github.dhisadmin.migration.spi.ConfigurationStore;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.run.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Configurations as rows of four tables, of which each is written once. */
final class JooqConfigurationStore implements ConfigurationStore {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Database database;

  JooqConfigurationStore(Database database) {
    this.database = database;
  }

  @Override
  public List<MigrationConfiguration> list() {
    return read(noCondition());
  }

  @Override
  public Optional<MigrationConfiguration> find(String name) {
    return read(MIGRATION_CONFIGURATION.CONFIGURATION.eq(name)).stream().findFirst();
  }

  /** Reads one moment, so that no configuration is put together from two. */
  private List<MigrationConfiguration> read(Condition condition) {
    return database.read(
        new Cancellation(),
        PATIENCE,
        ctx ->
            ctx
                .selectFrom(MIGRATION_CONFIGURATION)
                .where(condition)
                .orderBy(MIGRATION_CONFIGURATION.CONFIGURATION)
                .fetch()
                .stream()
                .map(row -> configuration(ctx, row))
                .toList());
  }

  @Override
  public void save(MigrationConfiguration configuration) {
    database.transaction(
        ctx -> {
          ctx.insertInto(MIGRATION_CONFIGURATION)
              .set(MIGRATION_CONFIGURATION.CONFIGURATION, configuration.name())
              .set(MIGRATION_CONFIGURATION.SOURCE_TARGET, configuration.source())
              .set(MIGRATION_CONFIGURATION.DESTINATION_TARGET, configuration.destination())
              .set(MIGRATION_CONFIGURATION.SOURCE_TRANSPORT, configuration.transport().name())
              .onConflict(MIGRATION_CONFIGURATION.CONFIGURATION)
              .doUpdate()
              .set(MIGRATION_CONFIGURATION.SOURCE_TARGET, configuration.source())
              .set(MIGRATION_CONFIGURATION.DESTINATION_TARGET, configuration.destination())
              .set(MIGRATION_CONFIGURATION.SOURCE_TRANSPORT, configuration.transport().name())
              .execute();
          // Holding the configuration: who saves it at the same time waits, and then replaces all.
          ctx.deleteFrom(MIGRATION_ITEM_SET)
              .where(MIGRATION_ITEM_SET.CONFIGURATION.eq(configuration.name()))
              .execute();
          for (int i = 0; i < configuration.itemSets().size(); i++) {
            insert(ctx, configuration.name(), i, configuration.itemSets().get(i));
          }
          return configuration;
        });
  }

  @Override
  public boolean remove(String name) {
    return database.transaction(
            ctx ->
                ctx.deleteFrom(MIGRATION_CONFIGURATION)
                    .where(MIGRATION_CONFIGURATION.CONFIGURATION.eq(name))
                    .execute())
        > 0;
  }

  private static void insert(DSLContext ctx, String configuration, int position, DataItemSet set) {
    @Nullable AttributeFilter filter = set.attributeFilterOrNull();
    ctx.insertInto(MIGRATION_ITEM_SET)
        .set(MIGRATION_ITEM_SET.CONFIGURATION, configuration)
        .set(MIGRATION_ITEM_SET.ITEM_SET, set.name())
        .set(MIGRATION_ITEM_SET.POSITION, position)
        .set(MIGRATION_ITEM_SET.ORIGIN, set.origin().name())
        .set(MIGRATION_ITEM_SET.PERIOD_TYPE, set.periodType().dhis2Name())
        .set(MIGRATION_ITEM_SET.ORGANISATION_UNIT, set.place().organisationUnit())
        .set(MIGRATION_ITEM_SET.UNIT_LEVEL, set.place().level())
        .set(MIGRATION_ITEM_SET.CATEGORY, filter == null ? null : filter.category())
        .execute();
    var items =
        ctx.insertInto(
            MIGRATION_ITEM,
            MIGRATION_ITEM.CONFIGURATION,
            MIGRATION_ITEM.ITEM_SET,
            MIGRATION_ITEM.POSITION,
            MIGRATION_ITEM.SOURCE_ITEM,
            MIGRATION_ITEM.DESTINATION_ITEM);
    for (int i = 0; i < set.items().size(); i++) {
      DataItem item = set.items().get(i);
      items = items.values(configuration, set.name(), i, item.source(), item.destination());
    }
    items.execute();
    if (filter != null) {
      filter
          .optionCombos()
          .forEach(
              (option, combo) ->
                  ctx.insertInto(MIGRATION_ATTRIBUTE)
                      .set(MIGRATION_ATTRIBUTE.CONFIGURATION, configuration)
                      .set(MIGRATION_ATTRIBUTE.ITEM_SET, set.name())
                      .set(MIGRATION_ATTRIBUTE.CATEGORY_OPTION, option)
                      .set(MIGRATION_ATTRIBUTE.OPTION_COMBO, combo)
                      .execute());
    }
  }

  private static MigrationConfiguration configuration(DSLContext ctx, Record row) {
    String name = row.get(MIGRATION_CONFIGURATION.CONFIGURATION);
    return new MigrationConfiguration(
        name,
        row.get(MIGRATION_CONFIGURATION.SOURCE_TARGET),
        row.get(MIGRATION_CONFIGURATION.DESTINATION_TARGET),
        ctx
            .selectFrom(MIGRATION_ITEM_SET)
            .where(MIGRATION_ITEM_SET.CONFIGURATION.eq(name))
            .orderBy(MIGRATION_ITEM_SET.POSITION)
            .fetch()
            .stream()
            .map(set -> itemSet(ctx, set))
            .toList(),
        SourceTransport.valueOf(row.get(MIGRATION_CONFIGURATION.SOURCE_TRANSPORT)));
  }

  private static DataItemSet itemSet(DSLContext ctx, Record row) {
    String configuration = row.get(MIGRATION_ITEM_SET.CONFIGURATION);
    String name = row.get(MIGRATION_ITEM_SET.ITEM_SET);
    List<DataItem> items =
        ctx.select(MIGRATION_ITEM.SOURCE_ITEM, MIGRATION_ITEM.DESTINATION_ITEM)
            .from(MIGRATION_ITEM)
            .where(MIGRATION_ITEM.CONFIGURATION.eq(configuration))
            .and(MIGRATION_ITEM.ITEM_SET.eq(name))
            .orderBy(MIGRATION_ITEM.POSITION)
            .fetch(item -> new DataItem(item.value1(), item.value2()));
    return new DataItemSet(
        name,
        DataOrigin.valueOf(row.get(MIGRATION_ITEM_SET.ORIGIN)),
        PeriodType.named(row.get(MIGRATION_ITEM_SET.PERIOD_TYPE)).orElseThrow(),
        new Place(
            row.get(MIGRATION_ITEM_SET.ORGANISATION_UNIT), row.get(MIGRATION_ITEM_SET.UNIT_LEVEL)),
        items,
        filter(ctx, configuration, name, row.get(MIGRATION_ITEM_SET.CATEGORY)));
  }

  private static @Nullable AttributeFilter filter(
      DSLContext ctx, String configuration, String itemSet, @Nullable String category) {
    if (category == null) {
      return null;
    }
    Map<String, String> combos =
        new TreeMap<>(
            ctx.select(MIGRATION_ATTRIBUTE.CATEGORY_OPTION, MIGRATION_ATTRIBUTE.OPTION_COMBO)
                .from(MIGRATION_ATTRIBUTE)
                .where(MIGRATION_ATTRIBUTE.CONFIGURATION.eq(configuration))
                .and(MIGRATION_ATTRIBUTE.ITEM_SET.eq(itemSet))
                .fetchMap(MIGRATION_ATTRIBUTE.CATEGORY_OPTION, MIGRATION_ATTRIBUTE.OPTION_COMBO));
    return new AttributeFilter(category, combos);
  }
}
