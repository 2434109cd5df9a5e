package io.github.dhisadmin.migration.spi;

import io.github.dhisadmin.migration.MigrationKind;

/**
 * A run that is to be kept.
 *
 * @param configuration name of what it works by
 * @param kind what it does
 * @param request what was asked for
 * @param requestedBy by whom
 */
public record NewRun(
    String configuration, MigrationKind kind, String request, String requestedBy) {}
