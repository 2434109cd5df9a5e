package io.github.dhisadmin.jooq.internal.maintenance;

/** What an operation does, once it was planned and confirmed. */
@FunctionalInterface
interface Work {
  /** Nothing to do. */
  Work NONE = chunks -> {};

  /** Does it, a transaction at a time. */
  void execute(Chunks chunks);
}
