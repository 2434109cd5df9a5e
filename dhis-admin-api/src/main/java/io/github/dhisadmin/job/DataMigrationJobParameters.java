package io.github.dhisadmin.job;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.period.PeriodType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Which data a job migrates: those of the last periods, so that what was corrected late arrives.
 *
 * @param configuration name of the configuration, of which all item sets are migrated
 * @param periodType what is counted back; item sets of shorter types are migrated for what lies
 *     within
 * @param periods how many, up to the one in which the job runs
 */
public record DataMigrationJobParameters(
    @Parameter(description = "Name of the configuration") String configuration,
    @Parameter(description = "Type of the periods that are counted back", byDefault = "Monthly")
        String periodType,
    @Parameter(
            description = "How many periods back, that of today included",
            byDefault = "3",
            min = 1,
            max = 1_000)
        int periods) {

  /** The last three months. */
  public static DataMigrationJobParameters lastThreeMonths(String configuration) {
    return new DataMigrationJobParameters(configuration, "Monthly", 3);
  }

  /**
   * The request that these parameters describe.
   *
   * @param today in the last of the periods
   * @param requestedBy who asks, for whoever asks later
   * @throws InvalidRequestException if there is no such period type
   */
  public DataMigrationRequest request(LocalDate today, String requestedBy) {
    PeriodType type =
        PeriodType.named(periodType)
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        "There is no period type '" + periodType + "'; name one as in Monthly."));
    List<Period> asked = new ArrayList<>();
    Period period = type.periodContaining(today);
    for (int i = 0; i < periods; i++) {
      asked.add(0, period);
      period = period.previous();
    }
    return new DataMigrationRequest(configuration, List.of(), asked, requestedBy);
  }
}
