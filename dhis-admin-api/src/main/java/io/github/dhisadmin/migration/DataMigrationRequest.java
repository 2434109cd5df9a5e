package io.github.dhisadmin.migration;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.period.Period;
import java.util.List;

/**
 * Which data are to be migrated, or deleted. Immutable.
 *
 * @param configuration name of the configuration
 * @param itemSets names of its item sets; empty for all
 * @param periods of any type; values of periods that lie wholly within one of them are meant
 * @param requestedBy who asks, for whoever asks later
 */
public record DataMigrationRequest(
    String configuration, List<String> itemSets, List<Period> periods, String requestedBy) {

  /** Wants a period and a name. */
  public DataMigrationRequest {
    itemSets = List.copyOf(itemSets);
    periods = List.copyOf(periods);
    if (periods.isEmpty()) {
      throw new InvalidRequestException("Name at least one period.");
    }
    if (requestedBy.isBlank()) {
      throw new InvalidRequestException("A migration is kept with the name of who asked for it.");
    }
  }
}
