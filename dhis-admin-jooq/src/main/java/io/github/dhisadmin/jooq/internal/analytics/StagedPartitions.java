package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.admin.Tables.STAGED_PARTITION;
import static io.github.dhisadmin.jooq.internal.admin.Tables.STAGED_PARTITION_WARNING;

import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.run.Warning;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What the partitions that a run has filled, and that do not serve yet, were filled from, as rows
 * of {@code staged_partition}. Each row is written in the transaction that fills its partition, so
 * there is none of a partition that is not complete.
 */
final class StagedPartitions {
  private final DSLContext ctx;

  /** In the transaction of a context. */
  StagedPartitions(DSLContext ctx) {
    this.ctx = ctx;
  }

  /**
   * What is known of a filled partition.
   *
   * @param rows how many rows it has
   * @param sources the state of the tables it was filled from
   * @param fingerprintOrNull of its rows; null if it was not taken
   * @param warnings of its rows
   */
  record Content(
      long rows, String sources, @Nullable Fingerprint fingerprintOrNull, List<Warning> warnings) {}

  void remember(String staging, Content content) {
    KnownPartitions relations = new KnownPartitions(ctx);
    Fingerprint fingerprint = content.fingerprintOrNull();
    ctx.insertInto(STAGED_PARTITION)
        .set(STAGED_PARTITION.STAGING_NAME, staging)
        .set(STAGED_PARTITION.RELATION, new Ddl(ctx).numberOf(staging).orElseThrow())
        .set(STAGED_PARTITION.LAYOUT, relations.layout(staging))
        .set(STAGED_PARTITION.ROW_COUNT, content.rows())
        .set(STAGED_PARTITION.SOURCES, content.sources())
        .set(STAGED_PARTITION.FINGERPRINT, fingerprint == null ? null : fingerprint.text())
        .execute();
    for (Warning warning : content.warnings()) {
      ctx.insertInto(STAGED_PARTITION_WARNING)
          .set(STAGED_PARTITION_WARNING.STAGING_NAME, staging)
          .set(STAGED_PARTITION_WARNING.CODE, warning.code())
          .set(STAGED_PARTITION_WARNING.TABLE_NAME, warning.table())
          .set(STAGED_PARTITION_WARNING.DETAIL, warning.detail())
          .set(STAGED_PARTITION_WARNING.ROW_COUNT, warning.count())
          .execute();
    }
  }

  /** The names of those that are as they were filled. */
  Set<String> asFilled() {
    return ctx.selectFrom(STAGED_PARTITION).fetch().stream()
        .filter(this::isAsFilled)
        .map(each -> each.get(STAGED_PARTITION.STAGING_NAME))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What a partition holds, if it is as it was filled, from sources of this state. */
  Optional<Content> find(String staging, String sources) {
    return ctx.selectFrom(STAGED_PARTITION)
        .where(STAGED_PARTITION.STAGING_NAME.eq(staging))
        .and(STAGED_PARTITION.SOURCES.eq(sources))
        .fetchOptional()
        .filter(this::isAsFilled)
        .map(this::content);
  }

  /** Drops a partition. */
  void drop(String staging) {
    Name name = DSL.name(staging);
    ctx.dropTableIfExists(name).execute();
    ctx.deleteFrom(STAGED_PARTITION).where(STAGED_PARTITION.STAGING_NAME.eq(staging)).execute();
  }

  /** Forgets all but these. */
  int forgetAllBut(Set<String> kept) {
    return ctx.deleteFrom(STAGED_PARTITION)
        .where(STAGED_PARTITION.STAGING_NAME.notIn(kept))
        .execute();
  }

  private boolean isAsFilled(Record filled) {
    return new KnownPartitions(ctx)
        .isAsLeft(
            filled.get(STAGED_PARTITION.STAGING_NAME),
            filled.get(STAGED_PARTITION.RELATION),
            filled.get(STAGED_PARTITION.LAYOUT),
            filled.get(STAGED_PARTITION.ROW_COUNT));
  }

  private Content content(Record filled) {
    long rows = filled.get(STAGED_PARTITION.ROW_COUNT);
    String fingerprint = filled.get(STAGED_PARTITION.FINGERPRINT);
    return new Content(
        rows,
        filled.get(STAGED_PARTITION.SOURCES),
        fingerprint == null ? null : new Fingerprint(rows, fingerprint),
        ctx.selectFrom(STAGED_PARTITION_WARNING)
            .where(
                STAGED_PARTITION_WARNING.STAGING_NAME.eq(filled.get(STAGED_PARTITION.STAGING_NAME)))
            .orderBy(STAGED_PARTITION_WARNING.CODE, STAGED_PARTITION_WARNING.DETAIL)
            .fetch(
                warning ->
                    new Warning(
                        warning.get(STAGED_PARTITION_WARNING.CODE),
                        warning.get(STAGED_PARTITION_WARNING.TABLE_NAME),
                        warning.get(STAGED_PARTITION_WARNING.DETAIL),
                        warning.get(STAGED_PARTITION_WARNING.ROW_COUNT))));
  }
}
