package io.github.dhisadmin;

import io.github.dhisadmin.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings of a {@link DhisAdmin}, as values.
 *
 * @param parallelism database sessions that one run may work on at once, from 1 to 64; besides
 *     these a run holds two more connections of the host's pool
 */
public record DhisAdminConfig(int parallelism) {
  /** What is used unless the host says otherwise: as many workers as DHIS2 takes on two cores. */
  public static final DhisAdminConfig DEFAULTS = new DhisAdminConfig(2);

  /** Refuses settings that cannot work, all at once. */
  public DhisAdminConfig {
    List<String> problems = new ArrayList<>();
    if (parallelism < 1 || parallelism > 64) {
      problems.add("parallelism must be from 1 to 64, but is " + parallelism);
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }
}
