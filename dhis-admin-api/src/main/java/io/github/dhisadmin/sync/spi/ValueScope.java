package io.github.dhisadmin.sync.spi;

import java.time.LocalDate;

/**
 * Some data values.
 *
 * @param dataSet uid of the data set they belong to
 * @param from the first day of the earliest period
 * @param to the last day of the latest period
 * @param organisationUnit uid of a unit; values of all units below it are meant as well
 */
public record ValueScope(String dataSet, LocalDate from, LocalDate to, String organisationUnit) {}
