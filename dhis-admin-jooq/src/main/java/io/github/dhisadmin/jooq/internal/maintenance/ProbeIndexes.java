package io.github.dhisadmin.jooq.internal.maintenance;

import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.sql.ForeignKeys.ForeignKey;
import io.github.dhisadmin.run.Cancellation;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Name;
import org.jooq.impl.DSL;

/**
 * Indexes on referring columns for as long as rows are deleted that these might refer to. Before
 * PostgreSQL deletes a row it looks into every referring table, and without an index reads all of
 * it, for each row anew: {@code datavalue} has no index that begins with the period. Built and
 * dropped while others write; what a killed process left behind is taken away first.
 */
final class ProbeIndexes implements AutoCloseable {
  /** Rows that are read in the time in which an index takes one row in. */
  private static final long READS_PER_INSERT = 10;

  /** Smaller tables are read in a few milliseconds. */
  private static final long SMALL = 50_000;

  private final Chunks chunks;
  private final List<Name> indexes = new ArrayList<>();

  private ProbeIndexes(Chunks chunks) {
    this.chunks = chunks;
  }

  /** Whether looking so often into a table of so many rows is worth an index. */
  static boolean pay(long rows, long lookups) {
    return rows >= SMALL && lookups > READS_PER_INSERT;
  }

  /** Builds what is needed for these references. */
  static ProbeIndexes on(List<ForeignKey> references, Chunks chunks) {
    ProbeIndexes made = new ProbeIndexes(chunks);
    boolean built = false;
    try {
      references.forEach(made::build);
      built = true;
      return made;
    } finally {
      if (!built) {
        made.close();
      }
    }
  }

  private void build(ForeignKey reference) {
    String name =
        "dhis_admin_probe_"
            + Integer.toHexString(
                (reference.table() + "." + String.join("+", reference.columns())).hashCode());
    Name index = DSL.name(reference.schema(), name);
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
                  DSL.name(name),
                  reference.tableName(),
                  reference.columns().stream().map(DSL::name).toList());
            });
  }

  /** Drops the indexes, also after a cancellation. */
  @Override
  public void close() {
    for (Name index : indexes) {
      chunks
          .database()
          .outsideTransaction(new Cancellation(), ctx -> new Ddl(ctx).dropIndexConcurrently(index));
    }
  }
}
