package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.spi.NewRun;
import java.util.stream.Stream;

/** What runs have in common that do the same: configuration, kind, and what they are to do. */
final class Sameness {
  private Sameness() {}

  /**
   * A digest.
   *
   * @param doings what the run is to do, in an order that does not depend on the process
   */
  static String of(NewRun run, Stream<String> doings) {
    Sha256 digest = new Sha256().with(run.configuration(), run.kind().name());
    doings.forEach(digest::with);
    return digest.hex();
  }
}
