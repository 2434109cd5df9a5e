package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.job.JobEvent;
import io.github.dhisadmin.job.JobListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener whose failures are its own. */
final class ListenerRunner {
  private static final Logger log = LoggerFactory.getLogger(ListenerRunner.class);

  private final JobListener listener;

  ListenerRunner(JobListener listener) {
    this.listener = listener;
  }

  void hear(JobEvent event) {
    try {
      listener.on(event);
    } catch (Throwable e) {
      log.warn("job listener failed kind={} job={}", event.kind(), event.jobUid(), e);
    }
  }
}
