package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CONFIGURATION;
import static org.jooq.impl.DSL.max;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What tells this DHIS2 from others. */
final class SystemId {
  private SystemId() {}

  /**
   * What {@code /api/system/info} shows as systemId (2.42, ConfigurationPopulator); null if this
   * DHIS2 was never started.
   */
  static @Nullable String of(DSLContext ctx) {
    return ctx.select(max(CONFIGURATION.SYSTEMID)).from(CONFIGURATION).fetchSingle().value1();
  }
}
