package io.github.dhisadmin.datalock;

import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets an organisation unit enter data of a period although the data set has expired for it.
 *
 * @param dataSet uid of the data set
 * @param dataSetName its name
 * @param period ISO id of the period, or its first and last day if it keeps to no type
 * @param organisationUnit uid of the unit; units below are not meant
 * @param organisationUnitName its name
 * @param createdOrNull when it was added, in the server's local time; null before DHIS2 2.41
 * @param rows how many rows say the same, as DHIS2 stores an exception again when it is added twice
 */
public record LockException(
    String dataSet,
    String dataSetName,
    String period,
    String organisationUnit,
    String organisationUnitName,
    @Nullable LocalDateTime createdOrNull,
    int rows) {

  /** When it was added, in the server's local time; empty before DHIS2 2.41. */
  public Optional<LocalDateTime> created() {
    return Optional.ofNullable(createdOrNull);
  }
}
