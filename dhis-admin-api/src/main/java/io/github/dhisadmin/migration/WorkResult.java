package io.github.dhisadmin.migration;

/**
 * What a worker process did.
 *
 * @param done tasks whose effect is there
 * @param failedAttempts attempts without effect, whether they are tried again or were given up
 */
public record WorkResult(long done, long failedAttempts) {}
