package io.github.dhisadmin.bench.pair;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.bench.sql.Sessions;
import java.util.List;
import java.util.Map;

/** Something that DHIS2 and the library both do. */
@FunctionalInterface
public interface Pair {
  /** Lets both do it on a database. */
  Result measure(Sessions sessions, DhisAdmin admin, Turns turns);

  /**
   * What came out.
   *
   * @param data how much data there was, by kind
   * @param parts each piece of work
   */
  record Result(Map<String, Long> data, List<Measured> parts) {
    /** Copies the parts. */
    public Result {
      parts = List.copyOf(parts);
    }
  }
}
