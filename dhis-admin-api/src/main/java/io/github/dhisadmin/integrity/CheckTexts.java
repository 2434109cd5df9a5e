package io.github.dhisadmin.integrity;

/**
 * What a check says to people.
 *
 * @param title one line, such as "Data elements without data set"
 * @param description what is wrong with the objects it finds, and what comes of it
 * @param recommendation how to fix it
 * @param place where in DHIS2's user interface to fix it, such as "Maintenance app, Data sets"
 */
public record CheckTexts(String title, String description, String recommendation, String place) {}
