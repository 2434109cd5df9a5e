package io.github.dhisadmin.examples.cli;

import picocli.CommandLine.Option;

/** Who asks for something, for the audit. */
final class MigrateRequesterOption {
  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who asks for it (default: command line).")
  private String by = "command line";

  String name() {
    return by;
  }
}
