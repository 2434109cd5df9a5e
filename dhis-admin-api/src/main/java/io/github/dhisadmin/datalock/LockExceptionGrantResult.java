package io.github.dhisadmin.datalock;

/**
 * What became of the combinations of organisation unit, data set and period that were asked for.
 *
 * @param added exceptions that were added
 * @param alreadyPresent combinations that had an exception
 * @param notAssigned combinations left out as the data set is not assigned to the unit
 * @param otherPeriodType combinations left out as the data set is not collected in such periods
 */
public record LockExceptionGrantResult(
    long added, long alreadyPresent, long notAssigned, long otherPeriodType) {}
