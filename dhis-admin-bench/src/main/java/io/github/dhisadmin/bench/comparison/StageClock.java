package io.github.dhisadmin.bench.comparison;

import io.github.dhisadmin.run.Progress;
import io.github.dhisadmin.run.ProgressListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Learns from progress how long each stage of a run lasted, from its first report to its last. */
final class StageClock implements ProgressListener {
  private final Map<String, Duration> first = new LinkedHashMap<>();
  private final Map<String, Duration> last = new LinkedHashMap<>();

  @Override
  public synchronized void onProgress(Progress progress) {
    first.putIfAbsent(progress.stage(), progress.elapsed());
    last.merge(
        progress.stage(),
        progress.elapsed(),
        (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  /** The stages in the order in which they began; they may overlap. */
  synchronized Map<String, Duration> stages() {
    Map<String, Duration> stages = new LinkedHashMap<>();
    first.forEach(
        (stage, start) -> stages.put(stage, last.getOrDefault(stage, start).minus(start)));
    return stages;
  }
}
