package io.github.dhisadmin.bench.scheduler;

import io.github.dhisadmin.bench.comparison.Environment;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * What was measured, and where.
 *
 * @param startedAt when it began
 * @param command how to repeat it
 * @param environment the machine and the server
 * @param sizes how much was measured
 * @param throughput jobs that do nothing
 * @param lateness jobs that are all due at the same second
 * @param idle what it costs when nothing is due
 */
record SchedulerReport(
    String startedAt,
    String command,
    Environment environment,
    SchedulerBenchmark.Sizes sizes,
    List<Throughput> throughput,
    List<Lateness> lateness,
    List<Idle> idle) {
  SchedulerReport {
    throughput = List.copyOf(throughput);
    lateness = List.copyOf(lateness);
    idle = List.copyOf(idle);
  }

  /**
   * How many jobs were claimed, run and finished in a second.
   *
   * @param scheduler who did it
   * @param nodes how many shared them
   * @param perSecond of each repetition
   */
  record Throughput(String scheduler, int nodes, List<Double> perSecond) {
    Throughput {
      perSecond = List.copyOf(perSecond);
    }

    double median() {
      List<Double> sorted = perSecond.stream().sorted().toList();
      return sorted.get(sorted.size() / 2);
    }
  }

  /**
   * How late jobs began, in milliseconds.
   *
   * @param scheduler who ran them
   * @param runs how many runs that was
   * @param statements how many statements it took
   */
  record Lateness(String scheduler, int runs, long p50, long p99, long longest, long statements) {

    static Lateness of(String scheduler, List<Long> sortedMillis, long statements) {
      int last = sortedMillis.size() - 1;
      return new Lateness(
          scheduler,
          sortedMillis.size(),
          sortedMillis.get(last / 2),
          sortedMillis.get((int) Math.round(last * 0.99)),
          sortedMillis.get(last),
          statements);
    }
  }

  /**
   * What a node costs while nothing is due, looking each second.
   *
   * @param scheduler whose node
   * @param rows how many jobs there are
   */
  record Idle(String scheduler, int rows, double statementsPerSecond, double buffersPerSecond) {}

  String markdown() {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    lines.add("Measured on " + startedAt + " with `" + command + "`.");
    lines.add("");
    lines.add(
        environment.cpu()
            + ", "
            + environment.cores()
            + " cores, "
            + environment.memory()
            + ", "
            + environment.java()
            + ", "
            + environment.postgresql()
            + ".");
    lines.add("");
    lines.add("| %,d jobs that do nothing | nodes | jobs/s |".formatted(sizes.jobs()));
    lines.add("|---|---:|---:|");
    throughput.forEach(
        each ->
            lines.add(
                "| %s | %d | %s |"
                    .formatted(each.scheduler(), each.nodes(), number(each.median()))));
    lines.add("");
    lines.add(
        "| %,d jobs at the same second, 2 nodes | median, ms late | p99 | longest | statements/run |"
            .formatted(sizes.cronJobs()));
    lines.add("|---|---:|---:|---:|---:|");
    lateness.forEach(
        each ->
            lines.add(
                "| %s | %,d | %,d | %,d | %s |"
                    .formatted(
                        each.scheduler(),
                        each.p50(),
                        each.p99(),
                        each.longest(),
                        number((double) each.statements() / each.runs()))));
    lines.add("");
    lines.add("| Nothing due, 1 node, a look a second | jobs | statements/s | buffers/s |");
    lines.add("|---|---:|---:|---:|");
    idle.forEach(
        each ->
            lines.add(
                "| %s | %,d | %s | %s |"
                    .formatted(
                        each.scheduler(),
                        each.rows(),
                        number(each.statementsPerSecond()),
                        number(each.buffersPerSecond()))));
    return lines.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
  }
}
