package io.github.dhisadmin.job;

import java.time.Instant;

/**
 * Once, and not again.
 *
 * @param time when; a moment that has passed means at once
 */
public record OnceSchedule(Instant time) implements Schedule {}
