package io.github.dhisadmin.examples;

import io.github.dhisadmin.job.JobEvent;
import io.github.dhisadmin.job.JobListener;
import io.github.dhisadmin.job.RunStatus;
import java.util.function.Consumer;

/** Writes to operators when a job of this node failed, was lost, or cannot be run. */
public final class FailedJobMail implements JobListener {
  private final Consumer<String> mail;

  /** Sends each message on its way; sending must not take long. */
  public FailedJobMail(Consumer<String> mail) {
    this.mail = mail;
  }

  @Override
  public void on(JobEvent event) {
    boolean failed = event.statusOrNull() == RunStatus.FAILED;
    switch (event.kind()) {
      case FINISHED -> {
        if (failed) {
          tell(event, "failed");
        }
      }
      case LOST -> tell(event, "lost its node");
      case QUARANTINED -> tell(event, "cannot be run");
      case CREATED, STARTED, PROGRESSED, RETRY_PLANNED, NOT_RUN, POLL_FAILED -> {}
    }
  }

  private void tell(JobEvent event, String what) {
    mail.accept("Job '" + event.jobName() + "' " + what + ": " + event.detail());
  }
}
