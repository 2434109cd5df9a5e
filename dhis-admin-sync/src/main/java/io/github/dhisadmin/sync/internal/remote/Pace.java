package io.github.dhisadmin.sync.internal.remote;

/**
 * When a run may send its next request.
 *
 * @param rate of the server, which others may share
 * @param pause how the run waits
 */
record Pace(RateLimit rate, Pause pause) {
  void await() {
    rate.await(pause);
  }
}
