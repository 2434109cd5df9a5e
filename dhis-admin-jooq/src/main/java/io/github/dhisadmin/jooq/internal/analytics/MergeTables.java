package io.github.dhisadmin.jooq.internal.analytics;

import org.jooq.Name;

/**
 * The work tables by which changed rows find their way into a partition.
 *
 * @param adminSchema where they are
 * @param target the name of the partition that serves
 * @param hash how its rows are told apart
 */
record MergeTables(String adminSchema, String target, RowHash hash) {

  /** Place and hash of each row on both sides. */
  Name hashes() {
    return named("hashes");
  }

  /** By hash, how many more rows there are on the new side. */
  Name differences() {
    return named("differences");
  }

  /** Place and hash of the rows to remove. */
  Name surplus() {
    return named("surplus");
  }

  /** The rows to insert. */
  Name missing() {
    return named("missing");
  }

  /** Keys of the source rows that were written. */
  Name keys() {
    return named("keys");
  }

  /** The rows of these source rows. */
  Name written() {
    return named("written");
  }

  private Name named(String what) {
    return WorkTable.ofMerge(adminSchema, what, target);
  }
}
