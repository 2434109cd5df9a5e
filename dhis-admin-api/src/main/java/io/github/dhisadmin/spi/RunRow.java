package io.github.dhisadmin.spi;

import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.job.RunStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is stored.
 *
 * @param id its number
 * @param jobUid which job
 * @param jobName how the job was called then
 * @param type the job's type
 * @param scheduledFor the occurrence
 * @param attempt which attempt at it
 * @param reason why it ran
 * @param status how it ended
 * @param node where
 * @param startedAt when it began
 * @param finishedAt when it ended
 * @param error what went wrong
 * @param progress how far it came, as JSON
 */
public record RunRow(
    long id,
    String jobUid,
    String jobName,
    String type,
    Instant scheduledFor,
    int attempt,
    DueReason reason,
    RunStatus status,
    String node,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String error,
    @Nullable String progress) {}
