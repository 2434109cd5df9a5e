package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.jooq.internal.analytics.PartitionComparison.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a partition that serves, as far as that is known.
 *
 * @param fate what becomes of it
 * @param reasonOrNull why; null if that was not looked at
 * @param rows how many rows there will be, if that was counted
 * @param fingerprintOrNull what these rows are; null if they were not looked at
 * @param mergeOrNull the rows to exchange in it; null if that is not what becomes of it
 * @param comparable how many of its rows may be exchanged, if it is to be looked at which are
 *     others once the one that would replace it is filled
 */
record Verdict(
    Fate fate,
    @Nullable String reasonOrNull,
    long rows,
    @Nullable Fingerprint fingerprintOrNull,
    @Nullable PartitionMerge mergeOrNull,
    MergeLimit comparable) {

  /** Nothing was looked at. */
  static final Verdict NONE = new Verdict(Fate.REPLACED, null, 0, null, null, MergeLimit.NOTHING);

  /** What may become of it. */
  enum Fate {
    /** It stays as it is: nothing was written to what it is built from. */
    UNTOUCHED,
    /** It stays as it is: it has the rows that would be built. */
    SAME,
    /** It stays, but for a few rows that are exchanged. */
    MERGED,
    /** Another one serves in its place. */
    REPLACED
  }

  /** It stays, having so many rows. */
  static Verdict untouched(long rows) {
    return new Verdict(Fate.UNTOUCHED, "SAME_SOURCES", rows, null, null, MergeLimit.NOTHING);
  }

  /** It stays, as it has these rows. */
  static Verdict same(Fingerprint now) {
    return new Verdict(
        Fate.SAME, KnownPartitions.SAME_ROWS, now.rows(), now, null, MergeLimit.NOTHING);
  }

  /** It is replaced, by one of these rows if they were looked at. */
  static Verdict replaced(String reason, @Nullable Fingerprint nowOrNull) {
    return new Verdict(Fate.REPLACED, reason, 0, nowOrNull, null, MergeLimit.NOTHING);
  }

  /** What came of a comparison of rows. */
  static Verdict of(Outcome outcome) {
    Fate stays = outcome.same() ? Fate.SAME : Fate.MERGED;
    return new Verdict(
        outcome.servingStays() ? stays : Fate.REPLACED,
        outcome.reason(),
        outcome.now().rows(),
        outcome.now(),
        outcome.mergeOrNull(),
        MergeLimit.NOTHING);
  }

  /** The same, unless not more of its rows than this turn out to be others. */
  Verdict unlessFew(MergeLimit limit) {
    return new Verdict(fate, reasonOrNull, rows, fingerprintOrNull, mergeOrNull, limit);
  }

  /** Whether it serves on as it is. */
  boolean same() {
    return fate == Fate.UNTOUCHED || fate == Fate.SAME;
  }

  /** The rows to exchange in it, if that is what becomes of it. */
  Optional<PartitionMerge> merge() {
    return Optional.ofNullable(mergeOrNull);
  }

  /** Whether it serves on, as it is or with other rows in it. */
  boolean stays() {
    return fate != Fate.REPLACED;
  }
}
