package io.github.dhisadmin.jooq.internal.sql;

import io.github.dhisadmin.error.StoreException;
import java.util.Optional;
import org.jooq.Record;

/** Says of a failure for want of disk space what was being made, and on which disk. */
public final class FullDisk {
  private static final Optional<String> STATE = Optional.of("53100");

  private static final String TABLESPACE =
      "select spcname, pg_tablespace_location(oid) from pg_tablespace where spcname ="
          + " coalesce(nullif(current_setting('default_tablespace'), ''), (select t.spcname from"
          + " pg_database d join pg_tablespace t on t.oid = d.dattablespace where d.datname ="
          + " current_database()))";

  private FullDisk() {}

  /**
   * The failure in words that help whoever has to make room; any other failure as it is.
   *
   * @param table what was being made
   */
  public static StoreException explain(Database database, String table, StoreException failure) {
    if (!failure.sqlState().equals(STATE)) {
      return failure;
    }
    String disk =
        database.transaction(
            ctx -> ctx.fetchOptional(TABLESPACE).map(FullDisk::describe).orElse("its tablespace"));
    return new StoreException(
        "The disk is full: there was no room for "
            + table
            + " in "
            + disk
            + ". "
            + failure.getMessage(),
        failure.sqlState().orElse(null),
        failure);
  }

  private static String describe(Record tablespace) {
    String location = tablespace.get(1, String.class);
    return "tablespace "
        + tablespace.get(0, String.class)
        + (location.isEmpty() ? " of the server's data directory" : " at " + location);
  }
}
