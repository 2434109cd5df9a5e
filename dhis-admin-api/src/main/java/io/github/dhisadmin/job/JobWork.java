package io.github.dhisadmin.job;

import io.github.dhisadmin.error.InvalidRequestException;

/**
 * What jobs of a type do.
 *
 * @param <P> the parameters of the type
 */
@FunctionalInterface
public interface JobWork<P extends Record> {

  /**
   * Does it. Returning normally means it is done; any exception means it failed, and an {@link
   * InvalidRequestException} that it would fail again, so that it is not retried.
   */
  void run(JobContext context, P parameters);
}
