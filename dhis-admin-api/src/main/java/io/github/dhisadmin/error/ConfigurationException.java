package io.github.dhisadmin.error;

import java.util.List;

/** The builder was given settings that cannot work; all of them are listed at once. */
public final class ConfigurationException extends DhisAdminException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /** Creates the exception from every problem found, each a sentence naming its setting. */
  public ConfigurationException(List<String> problems) {
    super(
        ErrorCode.INVALID_CONFIGURATION,
        "The configuration has " + problems.size() + " problem(s): " + String.join("; ", problems),
        null);
    this.problems = List.copyOf(problems);
  }

  /** Every problem found, in the order of the settings. */
  public List<String> problems() {
    return problems;
  }
}
