package io.github.dhisadmin.examples.cli;

import picocli.CommandLine.Option;

/**
 * Whether a command that writes may do so. It is never asked for on the terminal: a script and a
 * person say the same.
 */
final class Consent {
  @Option(names = "--preview", description = "Only tell what would be done.")
  private boolean preview;

  @Option(names = "--confirm", description = "Do it.")
  private boolean confirm;

  /** Whether to write; a command line that does not say whether makes no sense. */
  boolean given() {
    if (preview == confirm) {
      throw new UsageException(
          "This command writes. Say --preview to see what it would do, or --confirm to do it.");
    }
    return confirm;
  }
}
