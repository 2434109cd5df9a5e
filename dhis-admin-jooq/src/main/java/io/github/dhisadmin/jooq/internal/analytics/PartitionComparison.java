package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.MergedRows;
import io.github.dhisadmin.jooq.internal.sql.TableStates;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Decides by its rows whether a partition that was filled replaces the one that serves. */
final class PartitionComparison {
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
   * @param staging the filled table
   * @param declaration how its rows are kept and declared, as are those that serve
   * @param sources what it was filled from
   */
  Outcome compare(String staging, String declaration, @Nullable SourceState sources) {
    String serving = tables.target();
    // Before the rows are read: whoever writes meanwhile is found out by the merge.
    String writers = new TableStates(ctx).ofWriters(DSL.name(serving));
    RowComparison rows = RowComparison.of(ctx, tables, staging, serving);
    Outcome outcome = decide(rows, writers, declaration, sources);
    rows.close();
    return outcome;
  }

  private Outcome decide(
      RowComparison rows, String writers, String declaration, @Nullable SourceState sources) {
    Fingerprint now = Fingerprint.of(rows.fresh(), declaration);
    RowSum serving = rows.serving();
    KnownPartitions partitions = new KnownPartitions(ctx);
    Optional<KnownPartition> left =
        partitions
            .asLeft(tables.target())
            .filter(known -> Fingerprint.isOf(serving, known.fingerprint()));
    if (left.isEmpty()) {
      return new Outcome(now, KnownPartitions.NOT_AS_LEFT, false, null);
    }
    if (now.text().equals(left.get().fingerprint())) {
      partitions.alsoBuiltFrom(tables.target(), sources);
      return new Outcome(now, KnownPartitions.SAME_ROWS, true, null);
    }
    MergedRows changes = rows.differences();
    Optional<String> toBuild =
        limit.reasonToBuild(
            serving.rows(), PartitionMerge.changed(changes), left.get().mergedRows());
    if (toBuild.isPresent()) {
      return new Outcome(now, toBuild.get(), false, null);
    }
    rows.keepDifferences();
    return new Outcome(
        now, "FEW_CHANGES", false, new PartitionMerge(tables, changes, writers, now, sources));
  }
}
