package io.github.dhisadmin.sync;

/**
 * What was sent, and what became of it.
 *
 * @param sent rows in all requests; a row that is sent twice counts twice
 * @param accepted rows the server took in
 * @param unchanged rows the server held already
 * @param rejected rows the server refused or said nothing about
 * @param pages pages that were sent
 * @param attempts how often the server was asked whether it answers
 */
public record SyncCounts(
    long sent, long accepted, long unchanged, long rejected, int pages, int attempts) {
  /** Nothing yet. */
  public static final SyncCounts NONE = new SyncCounts(0, 0, 0, 0, 0, 0);

  /** Both together. */
  public SyncCounts plus(SyncCounts other) {
    return new SyncCounts(
        sent + other.sent,
        accepted + other.accepted,
        unchanged + other.unchanged,
        rejected + other.rejected,
        pages + other.pages,
        attempts + other.attempts);
  }
}
