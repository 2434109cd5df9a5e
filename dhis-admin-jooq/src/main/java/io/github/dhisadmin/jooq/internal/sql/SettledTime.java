package io.github.dhisadmin.jooq.internal.sql;

import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.impl.SQLDataType;

/**
 * Up to when all changes can be seen. A transaction that is under way may have stamped its rows
 * with any moment since it began, and shows them only when it ends; reading up to a later moment
 * would miss them for ever. One that has written nothing yet counts for ten minutes, lest a long
 * report holds its readers up.
 */
public final class SettledTime {
  private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(5);
  private static final Duration MAY_STILL_WRITE = Duration.ofMinutes(10);
  private static final Field<OffsetDateTime> BEGAN =
      field(name("xact_start"), SQLDataType.TIMESTAMPWITHTIMEZONE(6));

  private final DSLContext ctx;

  /** In the transaction of a context. */
  public SettledTime(DSLContext ctx) {
    this.ctx = ctx;
  }

  /** The moment, in the zone of this process, as DHIS2 stores moments. */
  public LocalDateTime read() {
    OffsetDateTime now = ctx.select(currentOffsetDateTime()).fetchSingle().value1();
    List<Record2<OffsetDateTime, Boolean>> others =
        ctx.select(BEGAN, field(field(name("backend_xid")).isNotNull()))
            .from(table(name("pg_catalog", "pg_stat_activity")))
            .where(BEGAN.isNotNull())
            .and(
                field(name("datname"), SQLDataType.VARCHAR)
                    .eq(function(name("current_database"), SQLDataType.VARCHAR)))
            .and(
                field(name("pid"), SQLDataType.INTEGER)
                    .ne(function(name("pg_backend_pid"), SQLDataType.INTEGER)))
            .fetch();
    OffsetDateTime recent = now.minus(MAY_STILL_WRITE);
    OffsetDateTime settled = now;
    for (Record2<OffsetDateTime, Boolean> other : others) {
      boolean mayWrite = other.value2() || other.value1().isAfter(recent);
      if (mayWrite && other.value1().isBefore(settled)) {
        settled = other.value1();
      }
    }
    // The session may be in another zone than this process, which is in that of DHIS2.
    return settled
        .minus(CLOCK_DIFFERENCE)
        .atZoneSameInstant(ZoneId.systemDefault())
        .toLocalDateTime();
  }
}
