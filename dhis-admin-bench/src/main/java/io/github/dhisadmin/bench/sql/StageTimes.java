package io.github.dhisadmin.bench.sql;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How long each stage of a run took, in the order of the stages. Not safe for several threads. */
public final class StageTimes {
  private final Map<String, Duration> times = new LinkedHashMap<>();

  /** Runs and times a stage; stages of one name add up. */
  public void time(String stage, Runnable work) {
    time(
        stage,
        () -> {
          work.run();
          return true;
        });
  }

  /** Runs and times a stage that gives a value. */
  public <T> T time(String stage, Supplier<T> work) {
    long start = System.nanoTime();
    T value = work.get();
    times.merge(stage, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
    return value;
  }

  /** The times so far. */
  public Map<String, Duration> asMap() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(times));
  }

  /** The sum of all stages. */
  public Duration total() {
    return times.values().stream().reduce(Duration.ZERO, Duration::plus);
  }
}
