package io.github.dhisadmin.bench.comparison;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command tells its results: to people, and as JSON in a file. */
public final class ResultOptions {
  @Option(names = "--output", description = "Where to write the results as JSON.")
  private Path output;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /** Results that go to {@code results.json} unless the command line says otherwise. */
  public ResultOptions() {
    this(Path.of("results.json"));
  }

  /**
   * Results that go to a file of the command's own.
   *
   * @param output which, unless the command line says otherwise
   */
  public ResultOptions(Path output) {
    this.output = output;
  }

  /** For people who want to know the results. */
  public PrintWriter out() {
    return command().commandLine().getOut();
  }

  /** For people who wait for them. */
  public PrintWriter progress() {
    return command().commandLine().getErr();
  }

  /** The command line that repeats this run. */
  public String commandLine() {
    return "java -jar benchmarks.jar "
        + command().name()
        + ' '
        + String.join(" ", command().commandLine().getParseResult().originalArgs());
  }

  /** Writes a report to the file, instead of what is there. */
  public void write(Object report) {
    try {
      Files.writeString(output, JsonReport.of(report) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + output, e);
    }
  }

  private CommandSpec command() {
    if (command == null) {
      throw new IllegalStateException("not called by picocli");
    }
    return command;
  }
}
