package io.github.dhisadmin.sync.internal.migration;

/**
 * What a worker process did.
 *
 * @param done tasks whose effect is there
 * @param failed attempts without effect, whether they will be tried again or not
 * @param postponed how often a task was put back as its server was away
 */
record WorkTotals(long done, long failed, long postponed) {
  static final WorkTotals NONE = new WorkTotals(0, 0, 0);

  WorkTotals done(int more) {
    return new WorkTotals(done + more, failed, postponed);
  }

  WorkTotals failed(int more) {
    return new WorkTotals(done, failed + more, postponed);
  }

  WorkTotals postponed(int more) {
    return new WorkTotals(done, failed, postponed + more);
  }
}
