package io.github.dhisadmin.spi;

import io.github.dhisadmin.job.JobOptions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job to store.
 *
 * @param uid its identifier
 * @param name how operators call it
 * @param type name of its type
 * @param parameters its parameters, as JSON
 * @param schedule when it runs
 * @param options how it runs
 * @param system whether it belongs to the library
 * @param nextFireAt the first time of its schedule
 */
public record JobDraft(
    String uid,
    String name,
    String type,
    String parameters,
    StoredSchedule schedule,
    JobOptions options,
    boolean system,
    @Nullable Instant nextFireAt) {}
