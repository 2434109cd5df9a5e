package io.github.dhisadmin.bench.integrity;

import java.util.function.ToLongFunction;

/**
 * A check the way DHIS2 runs it.
 *
 * @param id the library's id of the check
 * @param summary counts its issues
 * @param details reads its issues, and gives their number
 */
record PeerCheck(
    String id, ToLongFunction<PeerSession> summary, ToLongFunction<PeerSession> details) {

  /** One statement: counted for a summary, read for details; DHIS2 counts all objects as well. */
  static PeerCheck query(String id, String issues, String objects) {
    return new PeerCheck(
        id,
        session -> {
          session.rows("select count(*) from " + objects);
          return session
              .read("select count(*) from (" + issues + ") issue", row -> row.getLong(1))
              .get(0);
        },
        session -> session.rows(issues));
  }

  /** Written in Java: a summary is the number of details. */
  static PeerCheck programmatic(String id, ToLongFunction<PeerSession> details) {
    return new PeerCheck(id, details, details);
  }
}
