package io.github.dhisadmin.migration;

/**
 * Whether a source can be asked through the route {@code data-service} of the destination.
 *
 * @param usable whether it can
 * @param message where the route leads, or why it is not used
 */
public record RouteCheck(boolean usable, String message) {}
