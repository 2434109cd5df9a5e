package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.hook.TableHookPhase.ANALYTICS_TABLE_POPULATED;

import io.github.dhisadmin.analytics.AnalyticsEstimate;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.EstimateBasis;
import io.github.dhisadmin.analytics.PartitionEstimate;
import io.github.dhisadmin.analytics.TableEstimate;
import io.github.dhisadmin.analytics.TypeEstimate;
import io.github.dhisadmin.jooq.internal.hook.TableHooks;
import io.github.dhisadmin.jooq.internal.sql.RelationSizes.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What an update is expected to build, told from what serves and from statistics of the source
 * tables. No row of either is read.
 */
final class SizeEstimate {
  /** Bytes of a series' outlier statistics, for each of its values; a series has a dozen or so. */
  private static final long STATISTICS_PER_VALUE = 10;

  /** Bytes of an attribute value in the work tables of programs. */
  private static final long ATTRIBUTE_VALUE = 60;

  private static final Set<AnalyticsTableType> PARTITIONED =
      EnumSet.of(
          AnalyticsTableType.DATA_VALUE,
          AnalyticsTableType.COMPLETENESS,
          AnalyticsTableType.VALIDATION_RESULT,
          AnalyticsTableType.EVENT,
          AnalyticsTableType.TRACKED_ENTITY_INSTANCE_EVENTS);

  private final DSLContext ctx;
  private final BuildInput input;
  private final TableCatalogue catalogue;
  private final Map<String, Size> sizes;
  private final SourceRows sources;
  private final EarlierRuns earlier;

  /** Asks in the transaction of a context. */
  SizeEstimate(DSLContext ctx, BuildInput input, TableCatalogue catalogue) {
    this.ctx = ctx;
    this.input = input;
    this.catalogue = catalogue;
    this.sizes = ServingTables.sizes(ctx, SourceRows.tables(input));
    this.sources = new SourceRows(ctx, input, sizes);
    this.earlier = new EarlierRuns(ctx);
  }

  /**
   * What an update needs.
   *
   * @param sessions how many of them work at once
   */
  AnalyticsEstimate of(AnalyticsTableUpdate update, int sessions) {
    List<TypeEstimate> types = update.types().stream().map(this::type).toList();
    List<Long> rows =
        types.stream().flatMap(TypeEstimate::partitions).map(PartitionEstimate::rows).toList();
    long tables = workTables(update);
    long atOnce = tables + DiskNeed.sortingAtOnce(rows, sessions);
    long inTurn = tables + DiskNeed.sortingInTurn(rows, sessions);
    long needed = atOnce + DiskNeed.atOnce(swaps(types));
    long neededInTurn = inTurn + DiskNeed.inTurn(swaps(types));
    OptionalLong free = update.freeDisk().isPresent() ? update.freeDisk() : ServerDisk.free(ctx);
    return new AnalyticsEstimate(
        types,
        update.isLowDisk() ? inTurn : atOnce,
        update.isLowDisk() ? neededInTurn : needed,
        neededInTurn,
        reclaimed(),
        free.isPresent() ? free.getAsLong() : null,
        duration(types));
  }

  private TypeEstimate type(AnalyticsTableType type) {
    return new TypeEstimate(
        type, catalogue.definitions(ctx, type).stream().map(this::table).toList());
  }

  private TableEstimate table(AnalyticsTableDefinition definition) {
    List<PartitionEstimate> years =
        PARTITIONED.contains(definition.type()) ? years(definition) : List.of();
    return new TableEstimate(
        definition.tableName(), years.isEmpty() ? List.of(whole(definition)) : years);
  }

  private List<PartitionEstimate> years(AnalyticsTableDefinition definition) {
    SortedMap<Integer, Size> serving = ServingTables.years(sizes, definition.tableName());
    SortedMap<Integer, Long> rows = new TreeMap<>();
    serving.forEach((year, size) -> rows.put(year, size.rows()));
    Size all = serving.values().stream().reduce(Size::plus).orElse(null);
    return RowForecast.of(rows, sources.byYear(definition), input.settings().firstYear())
        .entrySet()
        .stream()
        .map(
            year ->
                partition(
                    definition,
                    definition.tableName() + "_" + year.getKey(),
                    year.getValue(),
                    serving.get(year.getKey()),
                    all))
        .toList();
  }

  /** A table without partitions, or one whose years nobody knows yet. */
  private PartitionEstimate whole(AnalyticsTableDefinition definition) {
    String table = definition.tableName();
    Size known = PARTITIONED.contains(definition.type()) ? null : sizes.get(table);
    return partition(
        definition, table, known == null ? sources.of(definition) : known.rows(), known, known);
  }

  /**
   * A partition of rows that are as wide as those that serve.
   *
   * @param replaced what it replaces; null if it is new
   * @param all all that serves of the table; null if it is new
   */
  private PartitionEstimate partition(
      AnalyticsTableDefinition definition,
      String name,
      long rows,
      @Nullable Size replaced,
      @Nullable Size all) {
    boolean tells = replaced != null && (replaced.rows() > 0 || rows == 0);
    Size like = tells ? replaced : all;
    boolean serves = like != null && (like.rows() > 0 || rows == 0);
    RowWidth width = RowWidth.of(definition.columns());
    Size expected =
        like != null && serves
            ? like.scaledTo(rows)
            : new Size(rows, rows * width.tableBytes(), rows * width.indexBytes());
    return new PartitionEstimate(
        name,
        rows,
        expected.tableBytes(),
        expected.indexBytes(),
        replaced == null ? 0 : replaced.bytes(),
        serves ? EstimateBasis.SERVING_TABLE : EstimateBasis.SOURCE_TABLE,
        earlier.work(definition.type(), name, rows).orElse(null));
  }

  /** What is swapped in, in the order of a run that does so one by one. */
  private List<DiskNeed.Swap> swaps(List<TypeEstimate> types) {
    Set<String> hooked = new TableHooks(ctx).typesOf(ANALYTICS_TABLE_POPULATED);
    List<DiskNeed.Swap> swaps = new ArrayList<>();
    for (TypeEstimate type : types) {
      if (!hooked.contains(type.type().name())) {
        type.tables().forEach(table -> swaps.addAll(newestFirst(table)));
      }
    }
    for (TypeEstimate type : types) {
      if (hooked.contains(type.type().name())) {
        swaps.add(
            new DiskNeed.Swap(
                type.bytes(), type.partitions().mapToLong(PartitionEstimate::servingBytes).sum()));
      }
    }
    return swaps;
  }

  private static List<DiskNeed.Swap> newestFirst(TableEstimate table) {
    List<DiskNeed.Swap> swaps = new ArrayList<>();
    table
        .partitions()
        .forEach(each -> swaps.add(new DiskNeed.Swap(each.bytes(), each.servingBytes())));
    Collections.reverse(swaps);
    return swaps;
  }

  private long workTables(AnalyticsTableUpdate update) {
    long bytes = 0;
    if (update.types().contains(AnalyticsTableType.DATA_VALUE)
        && input.settings().computesOutliers()) {
      bytes += STATISTICS_PER_VALUE * sources.dataValues();
    }
    if (update.types().contains(AnalyticsTableType.EVENT)
        || update.types().contains(AnalyticsTableType.ENROLLMENT)) {
      bytes += ATTRIBUTE_VALUE * sources.attributeValues();
    }
    return bytes;
  }

  private long reclaimed() {
    return sizes.entrySet().stream()
        .filter(each -> ServingTables.isStaging(each.getKey()))
        .mapToLong(each -> each.getValue().bytes())
        .sum();
  }

  private @Nullable Duration duration(List<TypeEstimate> types) {
    return types.stream()
        .filter(type -> type.partitions().findAny().isPresent())
        .map(TypeEstimate::work)
        .reduce((one, other) -> one.flatMap(work -> other.map(work::plus)))
        .orElse(Optional.empty())
        .map(earlier::wall)
        .orElse(null);
  }
}
