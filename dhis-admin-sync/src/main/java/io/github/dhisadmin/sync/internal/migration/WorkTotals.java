package io.github.dhisadmin.sync.internal.migration;

/**
 * What a worker process did.
 *
 * @param done tasks whose effect is there
 * @param failed attempts without effect, whether they will be tried again or not
 */
record WorkTotals(long done, long failed) {
  static final WorkTotals NONE = new WorkTotals(0, 0);

  WorkTotals done(int more) {
    return new WorkTotals(done + more, failed);
  }

  WorkTotals failed(int more) {
    return new WorkTotals(done, failed + more);
  }
}
