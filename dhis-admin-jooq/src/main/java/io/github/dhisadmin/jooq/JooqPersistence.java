package io.github.dhisadmin.jooq;

import io.github.dhisadmin.jooq.internal.Dhis2Persistence;
import io.github.dhisadmin.spi.Persistence;
import javax.sql.DataSource;

/** Storage in a DHIS2 PostgreSQL database through jOOQ; what a host passes to the builder. */
public final class JooqPersistence {
  private JooqPersistence() {}

  /**
   * Works on DHIS2's tables in schema {@code public}, with the library's own in {@code dhis_admin}.
   *
   * @param dataSource connections as a user who may create tables and a schema, as DHIS2's own;
   *     stays open when the library is closed. A run needs as many connections as its parallelism,
   *     plus three.
   */
  public static Persistence of(DataSource dataSource) {
    return of(dataSource, "public", "dhis_admin");
  }

  /**
   * Works on schemas of other names.
   *
   * @param dataSource connections as a user who may create tables and a schema
   * @param dhis2Schema the schema that holds DHIS2's tables
   * @param adminSchema the schema for the library's own tables; created if it does not exist
   */
  public static Persistence of(DataSource dataSource, String dhis2Schema, String adminSchema) {
    return new Dhis2Persistence(dataSource, dhis2Schema, adminSchema);
  }
}
