package io.github.dhisadmin.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it is stored, which may be one that nobody understands.
 *
 * @param kind {@code CRON}, {@code DELAY}, {@code RATE}, {@code ONCE} or {@code MANUAL}
 * @param cron cron expression
 * @param zone time zone of the expression
 * @param variant what becomes of daylight gaps, or from when on a delay counts
 * @param intervalMillis delay or interval
 * @param time the only time
 */
public record StoredSchedule(
    String kind,
    @Nullable String cron,
    @Nullable String zone,
    @Nullable String variant,
    @Nullable Long intervalMillis,
    @Nullable Instant time) {}
