package io.github.dhisadmin.bench;

import io.github.dhisadmin.bench.comparison.ComparisonCommand;
import java.io.IOException;
import java.util.Arrays;
import picocli.CommandLine;

/**
 * The main class of {@code benchmarks.jar}: {@code comparison} compares the library with DHIS2's
 * procedure, anything else goes to JMH.
 */
public final class Benchmarks {
  private Benchmarks() {}

  /** Runs what the first argument says. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 0 && arguments[0].equals("comparison")) {
      String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
      System.exit(
          new CommandLine(new ComparisonCommand())
              .setCaseInsensitiveEnumValuesAllowed(true)
              .execute(rest));
    } else {
      org.openjdk.jmh.Main.main(arguments);
    }
  }
}
