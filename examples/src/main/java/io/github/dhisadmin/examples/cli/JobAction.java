package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.job.JobService;

/** What can be done with a job by naming it. */
enum JobAction {
  /** Switches it on. */
  ENABLE("Switches a job on, from its next time on.") {
    @Override
    void apply(JobService jobs, String job) {
      jobs.enable(job);
    }
  },
  /** Switches it off. */
  DISABLE("Switches a job off; a run under way is allowed to end.") {
    @Override
    void apply(JobService jobs, String job) {
      jobs.disable(job);
    }
  },
  /** Stops its run. */
  CANCEL("Stops the run of a job, on whichever node, or withdraws one that was only wished for.") {
    @Override
    void apply(JobService jobs, String job) {
      jobs.cancel(job);
    }
  },
  /** Takes it from its node. */
  ABANDON(
      "Takes a run that hangs from its node, as if that had died; what the run does then is not"
          + " accepted.") {
    @Override
    void apply(JobService jobs, String job) {
      jobs.abandon(job);
    }
  };

  private final String description;

  JobAction(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  abstract void apply(JobService jobs, String job);
}
