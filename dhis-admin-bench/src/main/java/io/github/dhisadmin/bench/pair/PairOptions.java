package io.github.dhisadmin.bench.pair;

import io.github.dhisadmin.bench.comparison.Environment;
import io.github.dhisadmin.bench.comparison.ResultOptions;
import io.github.dhisadmin.bench.database.BenchmarkDatabase;
import io.github.dhisadmin.bench.database.DatabaseOptions;
import io.github.dhisadmin.bench.sql.Sessions;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a command that measures a pair, and what it does with them. */
public final class PairOptions {
  @Mixin private DatabaseOptions databaseOptions = new DatabaseOptions();

  @Option(names = "--repetitions", description = "Times that are taken of each side.")
  private int repetitions = 3;

  /**
   * Measures, prints a table and writes the results.
   *
   * @return exit status: 0 when both sides agree, 1 when they do not
   */
  public int run(ResultOptions results, Pair pair) {
    PrintWriter progress = results.progress();
    Clock clock = Clock.systemUTC();
    String startedAt = clock.instant().toString();
    try (BenchmarkDatabase database = databaseOptions.open(progress);
        Sessions sessions = Sessions.of(database.dataSource())) {
      Turns turns = new Turns(repetitions, line -> progress.println(clock.instant() + " " + line));
      Pair.Result result = pair.measure(sessions, database.admin(), turns);
      PairReport report =
          new PairReport(
              startedAt,
              results.commandLine(),
              Environment.of(sessions),
              result.data(),
              result.parts());
      results.write(report);
      results.out().println(report.markdown());
      List<String> differences = report.allDifferences();
      differences.forEach(each -> progress.println("DIFFERENT: " + each));
      return differences.isEmpty() ? 0 : 1;
    }
  }
}
