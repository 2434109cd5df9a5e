package io.github.dhisadmin.maintenance;

/**
 * An operation and its parameters.
 *
 * @param operation what to do
 * @param parameters how to do it
 * @param <P> the operation's parameters
 */
public record MaintenanceRequest<P extends Record>(
    MaintenanceOperation<P> operation, P parameters) {}
