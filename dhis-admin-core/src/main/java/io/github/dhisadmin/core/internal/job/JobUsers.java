package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.job.JobContext;
import io.github.dhisadmin.spi.JobStore;
import io.github.dhisadmin.spi.RunAs;
import io.github.dhisadmin.spi.UserState;

/** The DHIS2 users in whose names jobs run. */
final class JobUsers {
  private final JobStore store;
  private final RunAs host;

  JobUsers(JobStore store, RunAs host) {
    this.store = store;
    this.host = host;
  }

  /**
   * Refuses a user who may not act.
   *
   * @throws InvalidRequestException if there is no such user, or the user is disabled
   */
  void require(String user) {
    UserState state = store.user(user);
    if (state != UserState.ACTIVE) {
      throw new InvalidRequestException(
          "The job is to run as the user '"
              + user
              + (state == UserState.DISABLED
                  ? "', who is disabled; enable the user or name another one."
                  : "', whom this DHIS2 does not have; name another one."));
    }
  }

  /** Does work in the name of its job's user, if it has one. */
  void run(JobContext context, Runnable work) {
    String user = context.job().options().runAsOrNull();
    if (user == null) {
      work.run();
    } else {
      require(user);
      host.run(user, work);
    }
  }
}
