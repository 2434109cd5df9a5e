package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.job.JobEvent;
import io.github.dhisadmin.job.JobListener;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.spi.JobRow;
import io.github.dhisadmin.spi.MetricsSink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the host's listeners what happened, and lets none of them disturb the work. */
public final class JobEvents {
  private final List<ListenerRunner> listeners;
  private final MetricsSink metrics;
  private final boolean measured;

  /** Tells these. */
  public JobEvents(List<JobListener> listeners, MetricsSink metrics) {
    this.listeners = listeners.stream().map(ListenerRunner::new).toList();
    this.metrics = new MetricsRunner(metrics);
    this.measured = metrics != MetricsSink.none();
  }

  /** Whether anybody wants measurements, so that those that cost a statement are worth it. */
  boolean isMeasured() {
    return measured;
  }

  MetricsSink metrics() {
    return metrics;
  }

  void tell(JobEvent.Kind kind, JobRow job, long runId, @Nullable RunStatus status, String detail) {
    tell(new JobEvent(kind, job.uid(), job.name(), job.type(), runId, status, detail));
  }

  void tell(JobEvent event) {
    listeners.forEach(listener -> listener.hear(event));
  }
}
