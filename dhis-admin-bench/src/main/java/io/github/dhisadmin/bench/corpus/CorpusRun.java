package io.github.dhisadmin.bench.corpus;

import io.github.dhisadmin.bench.sql.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts queries to two sets of tables in turn and compares rows and times. One session, so that
 * neither side has a cache the other lacks; the side that goes first changes with each repetition.
 */
public final class CorpusRun {
  private final Sessions sessions;
  private final TableSet ours;
  private final TableSet peer;
  private final int repetitions;

  /** Repeats each query this often on each side. */
  public CorpusRun(Sessions sessions, TableSet ours, TableSet peer, int repetitions) {
    this.sessions = sessions;
    this.ours = ours;
    this.peer = peer;
    this.repetitions = repetitions;
  }

  /** Runs all queries. */
  public CorpusResult run(List<AnalyticsQuery> queries) {
    List<QueryTime> times = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    for (AnalyticsQuery query : queries) {
      // The first run of each side warms the caches and is not timed.
      ResultRows ourRows = new ResultRows(rows(query.on(ours)));
      ourRows
          .differenceTo(new ResultRows(rows(query.on(peer))))
          .ifPresent(difference -> differences.add(query.name() + ": " + difference));
      times.add(time(query, ourRows.size()));
    }
    double logarithms =
        times.stream().mapToDouble(each -> Math.log(each.ratio())).average().orElse(0);
    return new CorpusResult(repetitions, Math.exp(logarithms), times, differences);
  }

  private QueryTime time(AnalyticsQuery query, int rows) {
    double[] ourMillis = new double[repetitions];
    double[] peerMillis = new double[repetitions];
    for (int repetition = 0; repetition < repetitions; repetition++) {
      if (repetition % 2 == 0) {
        ourMillis[repetition] = millis(query.on(ours));
        peerMillis[repetition] = millis(query.on(peer));
      } else {
        peerMillis[repetition] = millis(query.on(peer));
        ourMillis[repetition] = millis(query.on(ours));
      }
    }
    double ourMedian = median(ourMillis);
    double peerMedian = median(peerMillis);
    return new QueryTime(query.name(), rows, ourMedian, peerMedian, ourMedian / peerMedian);
  }

  private double millis(String sql) {
    long start = System.nanoTime();
    rows(sql);
    return (System.nanoTime() - start) / 1e6;
  }

  private List<List<@Nullable Object>> rows(String sql) {
    return sessions.query(sql, CorpusRun::row);
  }

  private static List<@Nullable Object> row(ResultSet row) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
      values.add(row.getObject(column));
    }
    return values;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
