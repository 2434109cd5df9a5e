package io.github.dhisadmin.jooq.internal.setting;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.SYSTEMSETTING;

import io.github.dhisadmin.error.UnsupportedCalendarException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Reads and writes DHIS2's system settings. Up to 2.41 a value is stored as JSON, from 2.42 on as
 * plain text. A value that cannot be understood counts as absent, as it does in DHIS2.
 */
public final class SystemSettings {
  /** When the job that last rebuilt all analytics tables began. */
  public static final String LAST_ANALYTICS_UPDATE = "keyLastSuccessfulAnalyticsTablesUpdate";

  /** How long that job took. */
  public static final String LAST_ANALYTICS_RUNTIME = "keyLastSuccessfulAnalyticsTablesRuntime";

  /** When the resource tables were last rebuilt. */
  public static final String LAST_RESOURCE_TABLES_UPDATE = "keyLastSuccessfulResourceTablesUpdate";

  /** Up to when data values have been sent to another server. */
  public static final String LAST_DATA_SYNCHRONISATION = "keyLastSuccessfulDataSynch";

  /** Up to when changed values are in their own analytics partition. */
  public static final String LAST_LATEST_PARTITION_UPDATE =
      "keyLastSuccessfulLatestAnalyticsPartitionUpdate";

  /**
   * The database's moment in the session's local time, which PostgreSQL's driver sets to that of
   * this process, as DHIS2 stores moments. All that is compared with each other has to be of it.
   */
  public static final Field<LocalDateTime> NOW = DSL.currentLocalDateTime();

  /** The default, and the one that differs from it by its name alone. */
  private static final Set<String> ISO_CALENDARS = Set.of("iso8601", "gregorian");

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);

  private final boolean json;

  /**
   * Reads settings in the way of a version line.
   *
   * @param json whether values are stored as JSON, as up to 2.41
   */
  public SystemSettings(boolean json) {
    this.json = json;
  }

  /** The setting's text, if it is set. */
  public Optional<String> text(DSLContext ctx, String key) {
    return ctx.select(SYSTEMSETTING.VALUE)
        .from(SYSTEMSETTING)
        .where(SYSTEMSETTING.NAME.eq(key))
        .fetchOptional(SYSTEMSETTING.VALUE)
        .map(this::unquoted)
        .filter(value -> !value.isEmpty());
  }

  /** The setting's truth, or a default if it is not set. */
  public boolean bool(DSLContext ctx, String key, boolean whenUnset) {
    return text(ctx, key).map(Boolean::parseBoolean).orElse(whenUnset);
  }

  /** The setting's number, or a default if it is not set or not a number. */
  public int integer(DSLContext ctx, String key, int whenUnset) {
    return text(ctx, key)
        .filter(value -> value.matches("-?[0-9]{1,9}"))
        .map(Integer::parseInt)
        .orElse(whenUnset);
  }

  /** The setting's number, or a default if it is not set or not a number above zero. */
  public double positiveDecimal(DSLContext ctx, String key, double whenUnset) {
    return text(ctx, key)
        .filter(value -> value.matches("[0-9]{1,9}(\\.[0-9]{1,9})?"))
        .map(Double::parseDouble)
        .filter(value -> value > 0)
        .orElse(whenUnset);
  }

  /** The setting's moment in the server's local time, if it is set and can be understood. */
  public Optional<LocalDateTime> timestamp(DSLContext ctx, String key) {
    return text(ctx, key).flatMap(Timestamps::parse);
  }

  /**
   * Refuses periods whose identifiers and days are not those of ISO 8601.
   *
   * @throws UnsupportedCalendarException if DHIS2 has been told to use another calendar
   */
  public void requireIsoCalendar(DSLContext ctx) {
    text(ctx, "keyCalendar")
        .filter(calendar -> !ISO_CALENDARS.contains(calendar))
        .ifPresent(
            calendar -> {
              throw new UnsupportedCalendarException(calendar);
            });
  }

  /** {@link #NOW} as a value. */
  public LocalDateTime now(DSLContext ctx) {
    return ctx.select(NOW).fetchSingle().value1();
  }

  /**
   * Stores a text.
   *
   * @return the text
   */
  public String put(DSLContext ctx, String key, String value) {
    String stored = json ? '"' + value + '"' : value;
    int updated =
        ctx.update(SYSTEMSETTING)
            .set(SYSTEMSETTING.VALUE, stored)
            .where(SYSTEMSETTING.NAME.eq(key))
            .execute();
    if (updated == 0) {
      ctx.insertInto(SYSTEMSETTING)
          .set(
              SYSTEMSETTING.SYSTEMSETTINGID,
              DSL.sequence(DSL.name("hibernate_sequence"), Long.class).nextval())
          .set(SYSTEMSETTING.NAME, key)
          .set(SYSTEMSETTING.VALUE, stored)
          .execute();
    }
    return value;
  }

  /**
   * Stores a moment in the server's local time.
   *
   * @return its text
   */
  public String put(DSLContext ctx, String key, LocalDateTime value) {
    return put(ctx, key, TIMESTAMP.format(value));
  }

  /** Lets a setting have its default. */
  public void remove(DSLContext ctx, String key) {
    ctx.deleteFrom(SYSTEMSETTING).where(SYSTEMSETTING.NAME.eq(key)).execute();
  }

  private String unquoted(String stored) {
    boolean quoted =
        json && stored.length() >= 2 && stored.startsWith("\"") && stored.endsWith("\"");
    return quoted ? stored.substring(1, stored.length() - 1) : stored;
  }
}
