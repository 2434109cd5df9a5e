package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.admin.Tables.PARTITION_FINGERPRINT;

import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.sql.TableStates;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What the partitions that serve were when they were built, as rows of {@code
 * partition_fingerprint}. It changes with the swap, in one transaction.
 */
final class KnownPartitions {
  /** What serves is not what it was left as. */
  static final String NOT_AS_LEFT = "NOT_AS_LEFT";

  /** It would have other rows, or rows declared otherwise. */
  static final String CHANGED = "CHANGED";

  /** Something was written to its source tables, but it would have the same rows. */
  static final String SAME_ROWS = "SAME_ROWS";

  /** What the fingerprint of a partition of latest values begins with. */
  private static final String LATEST = "latest until ";

  private final DSLContext ctx;

  /** In the transaction of a context. */
  KnownPartitions(DSLContext ctx) {
    this.ctx = ctx;
  }

  boolean serves(String table) {
    return new Ddl(ctx).numberOf(table).isPresent();
  }

  /** Why a table has to be built; empty if what serves is what would be built. */
  Optional<String> reasonToBuild(String table, Fingerprint now) {
    if (!serves(table)) {
      return Optional.of("NEW");
    }
    return ctx.selectFrom(PARTITION_FINGERPRINT)
        .where(PARTITION_FINGERPRINT.TABLE_NAME.eq(table))
        .fetchOptional()
        .map(
            known -> {
              if (!isAsLeft(table, known)) {
                return Optional.of(NOT_AS_LEFT);
              }
              return known.get(PARTITION_FINGERPRINT.FINGERPRINT).equals(now.text())
                  ? Optional.<String>empty()
                  : Optional.of(CHANGED);
            })
        .orElse(Optional.of("NOT_KNOWN"));
  }

  /** How many rows a table has, if it serves as it was built from sources of this state. */
  Optional<Long> rowsIfBuiltFrom(String table, @Nullable SourceState sources) {
    if (sources == null) {
      return Optional.empty();
    }
    return ctx.selectFrom(PARTITION_FINGERPRINT)
        .where(PARTITION_FINGERPRINT.TABLE_NAME.eq(table))
        .and(PARTITION_FINGERPRINT.SOURCES.eq(sources.all()))
        .fetchOptional()
        .filter(known -> isAsLeft(table, known))
        .map(known -> Fingerprint.rows(known.get(PARTITION_FINGERPRINT.FINGERPRINT)));
  }

  /** Takes note of a state of its sources in which a table would be what it is. */
  boolean alsoBuiltFrom(String table, @Nullable SourceState sources) {
    return ctx.update(PARTITION_FINGERPRINT)
            .set(built(sources))
            .where(PARTITION_FINGERPRINT.TABLE_NAME.eq(table))
            .execute()
        > 0;
  }

  /** Takes note of rows that were exchanged in a table, and of what it is since. */
  void rememberMerged(
      String table, Fingerprint fingerprint, @Nullable SourceState sources, long changed) {
    ctx.update(PARTITION_FINGERPRINT)
        .set(PARTITION_FINGERPRINT.FINGERPRINT, fingerprint.text())
        .set(
            PARTITION_FINGERPRINT.WRITERS,
            SourceState.hasShare(sources) ? new TableStates(ctx).ofWriters(DSL.name(table)) : null)
        .set(built(sources))
        .set(
            PARTITION_FINGERPRINT.MERGED_ROWS,
            PARTITION_FINGERPRINT.MERGED_ROWS.plus(DSL.inline(changed)))
        .where(PARTITION_FINGERPRINT.TABLE_NAME.eq(table))
        .execute();
  }

  /** What is known of a table that serves as it was left. */
  Optional<KnownPartition> asLeft(String table) {
    return ctx.selectFrom(PARTITION_FINGERPRINT)
        .where(PARTITION_FINGERPRINT.TABLE_NAME.eq(table))
        .fetchOptional()
        .filter(known -> isAsLeft(table, known))
        .map(
            known ->
                new KnownPartition(
                    known.get(PARTITION_FINGERPRINT.FINGERPRINT),
                    share(known),
                    known.get(PARTITION_FINGERPRINT.WRITERS),
                    known.get(PARTITION_FINGERPRINT.MERGED_ROWS)));
  }

  private static @Nullable SourceShare share(Record known) {
    String rows = known.get(PARTITION_FINGERPRINT.SOURCE_SHARE);
    String rest = known.get(PARTITION_FINGERPRINT.SOURCE_REST);
    Long settledBefore = known.get(PARTITION_FINGERPRINT.SETTLED_BEFORE);
    return rows == null || rest == null || settledBefore == null
        ? null
        : new SourceShare(rows, rest, settledBefore);
  }

  /** What a table was built from. */
  private static Map<Field<?>, Field<?>> built(@Nullable SourceState sources) {
    SourceShare share = sources == null ? null : sources.shareOrNull();
    return Map.of(
        PARTITION_FINGERPRINT.SOURCES,
        DSL.val(sources == null ? null : sources.all(), PARTITION_FINGERPRINT.SOURCES),
        PARTITION_FINGERPRINT.SOURCE_SHARE,
        DSL.val(share == null ? null : share.rows(), PARTITION_FINGERPRINT.SOURCE_SHARE),
        PARTITION_FINGERPRINT.SOURCE_REST,
        DSL.val(share == null ? null : share.rest(), PARTITION_FINGERPRINT.SOURCE_REST),
        PARTITION_FINGERPRINT.SETTLED_BEFORE,
        DSL.val(
            share == null ? null : share.settledBefore(), PARTITION_FINGERPRINT.SETTLED_BEFORE));
  }

  /**
   * Takes note of what a table is.
   *
   * @param writers by whom its rows were written; null if that was not looked at
   */
  void remember(
      String table,
      Fingerprint fingerprint,
      @Nullable SourceState sources,
      @Nullable String writers) {
    remember(table, fingerprint.text(), sources, writers);
  }

  /** Up to when a partition of latest values has what changed, if it is as this library left it. */
  Optional<LocalDateTime> latestUntil(String table) {
    return ctx.selectFrom(PARTITION_FINGERPRINT)
        .where(PARTITION_FINGERPRINT.TABLE_NAME.eq(table))
        .and(PARTITION_FINGERPRINT.FINGERPRINT.startsWith(LATEST))
        .fetchOptional()
        .filter(known -> isAsLeft(table, known))
        .map(known -> known.get(PARTITION_FINGERPRINT.FINGERPRINT).substring(LATEST.length()))
        .map(LocalDateTime::parse);
  }

  /** Takes note of up to when a partition of latest values has what changed. */
  void rememberLatest(String table, LocalDateTime until) {
    remember(table, LATEST + until, null, null);
  }

  private boolean isAsLeft(String table, Record known) {
    String fingerprint = known.get(PARTITION_FINGERPRINT.FINGERPRINT);
    return isAsLeft(
        table,
        known.get(PARTITION_FINGERPRINT.RELATION),
        known.get(PARTITION_FINGERPRINT.LAYOUT),
        fingerprint.startsWith(LATEST) ? 0 : Fingerprint.rows(fingerprint));
  }

  /**
   * Whether a table is the one it was, and neither altered nor emptied; a crash of the server
   * leaves nothing in unlogged tables.
   *
   * @param rows how many rows it had; 0 if it may have lost all of them
   */
  boolean isAsLeft(String table, long relation, String layout, long rows) {
    return new Ddl(ctx).numberOf(table).equals(Optional.of(relation))
        && layout.equals(layout(table))
        && (rows == 0 || ctx.fetchExists(DSL.table(DSL.name(table))));
  }

  private void remember(
      String table, String fingerprint, @Nullable SourceState sources, @Nullable String writers) {
    ctx.insertInto(PARTITION_FINGERPRINT)
        .set(PARTITION_FINGERPRINT.TABLE_NAME, table)
        .set(PARTITION_FINGERPRINT.RELATION, new Ddl(ctx).numberOf(table).orElseThrow())
        .set(PARTITION_FINGERPRINT.LAYOUT, layout(table))
        .set(PARTITION_FINGERPRINT.FINGERPRINT, fingerprint)
        .set(PARTITION_FINGERPRINT.WRITERS, writers)
        .set(built(sources))
        .execute();
  }

  void forget(Collection<String> tables) {
    ctx.deleteFrom(PARTITION_FINGERPRINT)
        .where(PARTITION_FINGERPRINT.TABLE_NAME.in(tables))
        .execute();
  }

  /** Its columns. */
  String layout(String table) {
    return String.join(",", new Ddl(ctx).columnsOf(DSL.name(table)));
  }
}
