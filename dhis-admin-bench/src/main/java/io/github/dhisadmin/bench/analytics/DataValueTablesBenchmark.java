package io.github.dhisadmin.bench.analytics;

import io.github.dhisadmin.analytics.OutlierStatistics;
import io.github.dhisadmin.bench.comparison.Build;
import io.github.dhisadmin.bench.comparison.Library;
import io.github.dhisadmin.bench.comparison.Sides;
import io.github.dhisadmin.bench.database.BenchmarkDatabase;
import io.github.dhisadmin.testkit.demo.Scale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does it take to build the data value tables of all years? One invocation is one build.
 *
 * <p>{@code java -jar dhis-admin-bench/target/benchmarks.jar DataValueTables -p scale=MEDIUM}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(1)
public class DataValueTablesBenchmark {
  /** Size of the generated data. */
  @Param("SMALL")
  public Scale scale = Scale.SMALL;

  /** With or without outlier statistics. */
  @Param({"SKIPPED", "COMPUTED"})
  public OutlierStatistics outliers = OutlierStatistics.SKIPPED;

  /** Sessions that work at a time. */
  @Param("2")
  public int parallelism = 2;

  private @Nullable BenchmarkDatabase database;
  private @Nullable Sides sides;

  /**
   * Starts the server, generates the data and builds the tables once, so that there is a copy to
   * make.
   */
  @Setup(Level.Trial)
  public void open() {
    BenchmarkDatabase opened = BenchmarkDatabase.embedded(scale, null, Map.of());
    database = opened;
    Library library = new Library(opened.admin().resourceTables(), opened.admin().analytics());
    sides = new Sides(opened.dataSource(), library, parallelism, line -> {});
    sides().buildResourceTables();
    sides().buildOurs(outliers);
  }

  /** Stops the server. */
  @TearDown(Level.Trial)
  public void close() {
    Objects.requireNonNull(database, "open() comes first").close();
  }

  /** DHIS2's procedure, to compare with. */
  @Benchmark
  public Build baseline() {
    return sides().buildPeer(outliers);
  }

  /** The library. */
  @Benchmark
  public Build library() {
    return sides().buildOurs(outliers);
  }

  /** The copy of finished partitions with the library's indexes, which nothing can beat. */
  @Benchmark
  public Build physicalLimit() {
    return sides().copyOurs();
  }

  private Sides sides() {
    return Objects.requireNonNull(sides, "open() comes first");
  }
}
