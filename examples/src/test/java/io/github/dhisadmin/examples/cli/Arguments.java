package io.github.dhisadmin.examples.cli;

import java.util.List;
import java.util.stream.Stream;

/** Command lines against the database of the fakes. */
final class Arguments {
  private Arguments() {}

  /** The words of a command, the database, and options. */
  static String[] of(String command, String... options) {
    return Stream.of(
            List.of(command.split(" ")), List.of("--jdbc-url", FakeServices.URL), List.of(options))
        .flatMap(List::stream)
        .toArray(String[]::new);
  }
}
