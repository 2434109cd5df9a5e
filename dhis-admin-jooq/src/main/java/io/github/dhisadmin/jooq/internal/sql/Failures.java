package io.github.dhisadmin.jooq.internal.sql;

import java.sql.SQLException;

/** Words for failures of the database, without the statement and its values. */
public final class Failures {
  private Failures() {}

  /** PostgreSQL's own first line on what failed, or the kind of failure if it said nothing. */
  public static String describe(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException && t.getMessage() != null) {
        return "The database said: " + t.getMessage().lines().findFirst().orElse("");
      }
    }
    return "The database failed: " + failure.getClass().getSimpleName();
  }
}
