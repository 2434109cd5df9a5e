package io.github.dhisadmin.job;

/**
 * Which lock exceptions a job removes; as DHIS2's job of the same name (2.42).
 *
 * @param expiresAfterMonths how many months an exception is kept after it was added
 */
public record LockExceptionCleanupJobParameters(
    @Parameter(description = "Months to keep exceptions", byDefault = "6", min = 1, max = 12)
        int expiresAfterMonths) {}
