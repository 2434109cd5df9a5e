package io.github.dhisadmin.jooq.internal.maintenance;

import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.sql.ForeignKeys.ForeignKey;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.Warning;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Name;
import org.jooq.impl.DSL;

/**
 * Indexes on referring columns for as long as rows are deleted that these might refer to. Before
 * PostgreSQL deletes a row it looks into every referring table, and without an index reads all of
 * it, for each row anew: {@code datavalue} has no index that begins with the period. Built and
 * dropped while others write; what a killed process left behind is dropped with them.
 */
final class ProbeIndexes implements AutoCloseable {
  /** Rows that are read in the time in which an index takes one row in. */
  private static final long READS_PER_INSERT = 10;

  /** Smaller tables are read in a few milliseconds. */
  private static final long SMALL = 50_000;

  /** Dropping waits for the transactions that use the table, and holds up nobody meanwhile. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What who has cancelled is made to wait. */
  private static final Duration LAST_WAIT = Duration.ofSeconds(1);

  private final Chunks chunks;
  private final Set<Name> indexes = new LinkedHashSet<>();

  private ProbeIndexes(Chunks chunks) {
    this.chunks = chunks;
  }

  /** Whether looking so often into a table of so many rows is worth an index. */
  static boolean pay(long rows, long lookups) {
    return rows >= SMALL && lookups > READS_PER_INSERT;
  }

  /**
   * Builds indexes.
   *
   * @param references all that are looked into; what an earlier run left on them is dropped in the
   *     end
   * @param large those that need an index
   */
  static ProbeIndexes on(List<ForeignKey> references, List<ForeignKey> large, Chunks chunks) {
    ProbeIndexes made = new ProbeIndexes(chunks);
    boolean built = false;
    try {
      made.adopt(references);
      large.forEach(made::build);
      built = true;
      return made;
    } finally {
      if (!built) {
        made.close();
      }
    }
  }

  /** An index of a process that died costs every writer time, and is of use once more at best. */
  private void adopt(List<ForeignKey> references) {
    List<Name> names = references.stream().map(ProbeIndexes::nameOf).toList();
    indexes.addAll(
        chunks
            .database()
            .transaction(chunks.cancellation(), ctx -> new Ddl(ctx).existingIndexes(names)));
  }

  private static Name nameOf(ForeignKey reference) {
    String columns = reference.table() + "." + String.join("+", reference.columns());
    return DSL.name(
        reference.schema(), "dhis_admin_probe_" + Integer.toHexString(columns.hashCode()));
  }

  private void build(ForeignKey reference) {
    Name index = nameOf(reference);
    chunks.begin("Indexing " + reference.table());
    chunks
        .database()
        .outsideTransaction(
            chunks.cancellation(),
            ctx -> {
              Ddl ddl = new Ddl(ctx);
              ddl.dropIndexConcurrently(index);
              indexes.add(index);
              ddl.createIndexConcurrently(
                  index.unqualifiedName(),
                  reference.tableName(),
                  reference.columns().stream().map(DSL::name).toList());
            });
  }

  /**
   * Drops the indexes, also after a cancellation. One that somebody's transaction keeps in use is
   * reported, and dropped by the next run.
   */
  @Override
  public void close() {
    for (Name index : indexes) {
      Optional<DhisAdminException> problem = drop(index, chunks.cancellation(), PATIENCE);
      if (problem.isPresent()) {
        problem = drop(index, new Cancellation(), LAST_WAIT);
      }
      problem.ifPresent(
          failure ->
              chunks.warn(
                  new Warning(
                      "INDEX_LEFT",
                      index.last(),
                      "it is dropped by the next run, or by hand: " + failure.getMessage(),
                      1)));
    }
  }

  private Optional<DhisAdminException> drop(Name index, Cancellation cancellation, Duration wait) {
    try {
      chunks
          .database()
          .outsideTransaction(cancellation, wait, ctx -> new Ddl(ctx).dropIndexConcurrently(index));
      return Optional.empty();
    } catch (DhisAdminException e) {
      return Optional.of(e);
    }
  }
}
