package io.github.dhisadmin.jooq.internal.sql;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.types.DayToSecond;
import org.jspecify.annotations.Nullable;

/** Times on their way to and from the database, whose clock is the only one that counts. */
public final class Moments {
  private Moments() {}

  /**
   * The start of the statement: a bound that an index can be searched by, unlike the wall clock.
   */
  public static Field<OffsetDateTime> now() {
    return DSL.function(
        DSL.name("statement_timestamp"), SQLDataType.TIMESTAMPWITHTIMEZONE.notNull());
  }

  /** A time from now on. */
  public static Field<OffsetDateTime> in(Duration duration) {
    return now().add(DayToSecond.valueOf(duration));
  }

  /** A time from now on that a row knows, in milliseconds. */
  public static Field<OffsetDateTime> in(Field<Long> millis) {
    return DSL.field(
        "{0} + {1} * interval '1 millisecond'",
        SQLDataType.TIMESTAMPWITHTIMEZONE.notNull(), now(), millis);
  }

  /** A time before now. */
  public static Field<OffsetDateTime> ago(Duration duration) {
    return now().sub(DayToSecond.valueOf(duration));
  }

  /** As a caller gets it. */
  public static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  /** As the database gets it. */
  public static @Nullable OffsetDateTime column(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
