package io.github.dhisadmin.maintenance;

/**
 * How to create SQL views.
 *
 * @param unknown what becomes of views of the same names that are not known as SQL views
 */
public record CreateSqlViews(UnknownViews unknown) {}
