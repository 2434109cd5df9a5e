package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.MergedRows;
import io.github.dhisadmin.jooq.internal.sql.TableStates;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Decides by its rows whether a partition that was filled replaces the one that serves. */
final class PartitionComparison {
  /** All rows were compared. */
  private static final String FEW_CHANGES = "FEW_CHANGES";

  private final DSLContext ctx;
  private final MergeTables tables;
  private final MergeLimit limit;

  /** In the transaction of a context. */
  PartitionComparison(DSLContext ctx, MergeTables tables, MergeLimit limit) {
    this.ctx = ctx;
    this.tables = tables;
    this.limit = limit;
  }

  /**
   * What came of a comparison.
   *
   * @param now what the rows of the filled table come to
   * @param reason why is done what is done
   * @param same whether both have the same rows
   * @param mergeOrNull the rows to exchange; null if that is not what is done
   */
  record Outcome(
      Fingerprint now, String reason, boolean same, @Nullable PartitionMerge mergeOrNull) {

    /** Whether the filled table is of no use any more. */
    boolean servingStays() {
      return same || mergeOrNull != null;
    }
  }

  /**
   * Compares the rows of both tables, and writes down those to exchange.
   *
   * @param filled the filled table
   * @param declaration how its rows are kept and declared, as are those that serve
   * @param sources what it was filled from
   */
  Outcome compare(Name filled, String declaration, @Nullable SourceState sources) {
    String serving = tables.target();
    // Before the rows are read: whoever writes meanwhile is found out by the merge.
    String writers = new TableStates(ctx).ofWriters(DSL.name(serving));
    RowComparison rows = RowComparison.of(ctx, tables, filled, DSL.noCondition());
    Fingerprint now = Fingerprint.of(rows.fresh(), declaration);
    RowSum left = rows.serving();
    Outcome outcome =
        new KnownPartitions(ctx)
            .asLeft(serving)
            .filter(known -> Fingerprint.isOf(left, known.fingerprint()))
            .map(known -> decide(rows, writers, now, known, sources, FEW_CHANGES))
            .orElse(new Outcome(now, KnownPartitions.NOT_AS_LEFT, false, null));
    rows.close();
    return outcome;
  }

  /**
   * Decides by the differences of rows.
   *
   * @param writers by whom those were written that serve
   * @param now what all rows come to that would be built
   * @param known what is known of those that serve, as they do
   * @param sources what the partition would be built from
   * @param whyMerged what is told if the differences are exchanged
   */
  Outcome decide(
      RowComparison rows,
      String writers,
      Fingerprint now,
      KnownPartition known,
      @Nullable SourceState sources,
      String whyMerged) {
    if (now.text().equals(known.fingerprint())) {
      new KnownPartitions(ctx).alsoBuiltFrom(tables.target(), sources);
      return new Outcome(now, KnownPartitions.SAME_ROWS, true, null);
    }
    MergedRows changes = rows.differences();
    Optional<String> toBuild =
        limit.reasonToBuild(
            Fingerprint.rows(known.fingerprint()),
            PartitionMerge.changed(changes),
            known.mergedRows());
    if (toBuild.isPresent()) {
      return new Outcome(now, toBuild.get(), false, null);
    }
    rows.keepDifferences();
    return new Outcome(
        now, whyMerged, false, new PartitionMerge(tables, changes, writers, now, sources));
  }
}
