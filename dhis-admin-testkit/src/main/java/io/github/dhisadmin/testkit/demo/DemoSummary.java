package io.github.dhisadmin.testkit.demo;

/**
 * How many rows were generated.
 *
 * @param organisationUnits organisation units of all levels
 * @param dataElements aggregate and tracker data elements
 * @param categoryOptionCombos option combos of all category combos
 * @param periods periods
 * @param dataValues data values, deleted ones included
 * @param completeRegistrations data set registrations
 * @param trackedEntities tracked entities
 * @param enrollments enrollments, among them those that event programs share
 * @param events events of all programs
 */
public record DemoSummary(
    long organisationUnits,
    long dataElements,
    long categoryOptionCombos,
    long periods,
    long dataValues,
    long completeRegistrations,
    long trackedEntities,
    long enrollments,
    long events) {}
