package io.github.dhisadmin.sync.internal.remote;

/**
 * When a run may send its next request.
 *
 * @param rate of the server, which others may share
 * @param gate before the server, which others may share
 * @param sparing whether the run lets the server rest when it is away
 * @param pause how the run waits
 */
record Pace(RateLimit rate, Gate gate, boolean sparing, Pause pause) {
  void await() {
    rate.await(pause);
  }

  Pace whichSpares() {
    return new Pace(rate, gate, true, pause);
  }
}
