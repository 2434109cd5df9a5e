package io.github.dhisadmin.jooq.internal.sql;

import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * Where the server keeps new tables, told only if the server is on the machine of this process and
 * our role may know.
 */
public final class DataDirectory {
  private static final String WHERE =
      """
      select case
          when nullif(current_setting('default_tablespace'), '') is not null
            then nullif(pg_tablespace_location(chosen.oid), '')
          else nullif(pg_tablespace_location(d.dattablespace), '') end as tablespace,
        case when pg_has_role('pg_read_all_settings', 'usage')
          then current_setting('data_directory', true) end as data_directory
      from pg_database d
      left join pg_tablespace chosen on chosen.spcname = current_setting('default_tablespace')
      where d.datname = current_database()
        and (inet_server_addr() is null or inet_server_addr() <<= inet '127.0.0.0/8'
          or host(inet_server_addr()) in ('::1', host(inet_client_addr())))""";

  private final DSLContext ctx;

  /** Asks in the transaction of a context. */
  public DataDirectory(DSLContext ctx) {
    this.ctx = ctx;
  }

  /** The path, if there is one to be told. */
  public Optional<String> path() {
    return ctx.fetchOptional(WHERE)
        .flatMap(row -> text(row, "tablespace").or(() -> text(row, "data_directory")));
  }

  private static Optional<String> text(Record row, String column) {
    return Optional.ofNullable(row.get(column, String.class));
  }
}
