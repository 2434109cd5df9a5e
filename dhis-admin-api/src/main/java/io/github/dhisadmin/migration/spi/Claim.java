package io.github.dhisadmin.migration.spi;

import io.github.dhisadmin.migration.ProcessType;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Who takes tasks, and how many.
 *
 * @param worker who it is, for people
 * @param wanted how many tasks of each process type at most
 * @param lease how long the worker may be silent before others take the tasks
 */
public record Claim(String worker, Map<ProcessType, Integer> wanted, Duration lease) {

  /** Copies the numbers. */
  public Claim {
    Map<ProcessType, Integer> positive = new EnumMap<>(ProcessType.class);
    wanted.forEach(
        (process, number) -> {
          if (number > 0) {
            positive.put(process, number);
          }
        });
    wanted = Map.copyOf(positive);
  }
}
