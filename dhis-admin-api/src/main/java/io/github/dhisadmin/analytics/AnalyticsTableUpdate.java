package io.github.dhisadmin.analytics;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.run.ByteSize;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to rebuild, as an immutable value; start from {@link #full()}, {@link #lastYears(int)} or
 * {@link #latest()} and narrow it. The flags mean what DHIS2's own flags of the same names mean.
 */
public final class AnalyticsTableUpdate {
  /** Bytes of memory that a session needs at least to sort and join. */
  public static final long LEAST_MEMORY = 16L << 20;

  private static final long USUAL_MEMORY = 1L << 30;

  /** What it costs beside a build: docs/adr/0026. */
  private static final double DEFAULT_MERGE_SHARE = 0.02;

  private final Extent extent;
  private final Set<AnalyticsTableType> skippedTypes;
  private final Set<String> skippedPrograms;
  private final OutlierStatistics outliers;
  private final Means means;

  /** What of the time, the resource tables and of what has not changed, or hardly, is built. */
  private record Extent(
      @Nullable Integer lastYears,
      boolean resourceTablesSkipped,
      UpdateMode mode,
      double mergeShare) {
    private static Extent of(@Nullable Integer lastYears, UpdateMode mode) {
      return new Extent(lastYears, false, mode, DEFAULT_MERGE_SHARE);
    }
  }

  /** What of the server's disk, memory and sessions is used, and how. */
  private record Means(
      @Nullable TableStorage storage,
      @Nullable Integer parallelism,
      boolean lowDisk,
      @Nullable Long freeDisk,
      @Nullable Long memoryBudget) {
    private static final Means USUAL = new Means(null, null, false, null, null);
  }

  private AnalyticsTableUpdate(
      Extent extent,
      Set<AnalyticsTableType> skippedTypes,
      Set<String> skippedPrograms,
      OutlierStatistics outliers,
      Means means) {
    this.extent = extent;
    this.skippedTypes = Set.copyOf(skippedTypes);
    this.skippedPrograms = Set.copyOf(skippedPrograms);
    this.outliers = outliers;
    this.means = means;
  }

  /** Everything: resource tables first, then all types and all years, with outlier statistics. */
  public static AnalyticsTableUpdate full() {
    return new AnalyticsTableUpdate(
        Extent.of(null, UpdateMode.FULL),
        Set.of(),
        Set.of(),
        OutlierStatistics.COMPUTED,
        Means.USUAL);
  }

  /**
   * As {@link #full()}, but of partitioned types only the current year and those before it.
   *
   * @param years how many years, counting the current one; at least 1
   */
  public static AnalyticsTableUpdate lastYears(int years) {
    if (years < 1) {
      throw new InvalidRequestException(
          "lastYears must be at least 1, but is " + years + "; leave it out to rebuild all years.");
    }
    return new AnalyticsTableUpdate(
        Extent.of(years, UpdateMode.FULL),
        Set.of(),
        Set.of(),
        OutlierStatistics.COMPUTED,
        Means.USUAL);
  }

  /**
   * What has changed of data values, registrations and events since all tables were built, or since
   * the last run like this: it is moved to a partition of its own, as DHIS2's continuous analytics
   * do. Costs what changed, and misses what does not change {@code lastupdated}: rows that were
   * removed from the database, and all metadata. Nobody who reads waits. Needs tables that have
   * been built with the same columns.
   */
  public static AnalyticsTableUpdate latest() {
    return new AnalyticsTableUpdate(
            Extent.of(null, UpdateMode.LATEST),
            Set.of(),
            Set.of(),
            OutlierStatistics.COMPUTED,
            Means.USUAL)
        .only(
            AnalyticsTableType.DATA_VALUE,
            AnalyticsTableType.COMPLETENESS,
            AnalyticsTableType.EVENT);
  }

  /** Builds on the resource tables as they are. */
  public AnalyticsTableUpdate skipResourceTables() {
    return with(new Extent(extent.lastYears, true, extent.mode, extent.mergeShare));
  }

  /**
   * Builds only what would have other rows or columns than what serves, and leaves the rest as it
   * is; of what differs in few rows, exchanges these ({@link #mergeUpTo}).
   */
  public AnalyticsTableUpdate incremental() {
    return with(
        new Extent(
            extent.lastYears,
            extent.resourceTablesSkipped,
            UpdateMode.INCREMENTAL,
            extent.mergeShare));
  }

  /**
   * Within a partition that serves, an {@link #incremental()} run removes and inserts the rows that
   * are others, instead of building the partition, if they are at most this share of its rows; 0.02
   * unless said here. The rows are the same either way.
   *
   * @param share from 0, with which every changed partition is built, to 1
   */
  public AnalyticsTableUpdate mergeUpTo(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new InvalidRequestException(
          "The share of rows to merge must be between 0 and 1, but is " + share + ".");
    }
    return with(new Extent(extent.lastYears, extent.resourceTablesSkipped, extent.mode, share));
  }

  private AnalyticsTableUpdate with(Extent changed) {
    return new AnalyticsTableUpdate(changed, skippedTypes, skippedPrograms, outliers, means);
  }

  private AnalyticsTableUpdate with(Means changed) {
    return new AnalyticsTableUpdate(extent, skippedTypes, skippedPrograms, outliers, changed);
  }

  /** Leaves the tables of a type as they are, in addition to types skipped before. */
  public AnalyticsTableUpdate skip(AnalyticsTableType first, AnalyticsTableType... others) {
    EnumSet<AnalyticsTableType> skipped = EnumSet.of(first, others);
    skipped.addAll(skippedTypes);
    return new AnalyticsTableUpdate(extent, skipped, skippedPrograms, outliers, means);
  }

  /** Leaves the tables of all other types as they are. */
  public AnalyticsTableUpdate only(AnalyticsTableType first, AnalyticsTableType... others) {
    EnumSet<AnalyticsTableType> skipped = EnumSet.complementOf(EnumSet.of(first, others));
    return new AnalyticsTableUpdate(extent, skipped, skippedPrograms, outliers, means);
  }

  /**
   * Leaves the event tables of programs as they are, in addition to programs skipped before (2.42,
   * skipPrograms).
   *
   * @param uids uids of programs; those of none are no trouble
   */
  public AnalyticsTableUpdate skipPrograms(Collection<String> uids) {
    Set<String> skipped = new HashSet<>(skippedPrograms);
    skipped.addAll(uids);
    return new AnalyticsTableUpdate(extent, skippedTypes, skipped, outliers, means);
  }

  /**
   * Leaves aggregate data alone, as DHIS2's {@code skipAggregate}: data values, completeness and
   * completeness targets, but not organisation unit targets.
   */
  public AnalyticsTableUpdate skipAggregate() {
    return skip(
        AnalyticsTableType.DATA_VALUE,
        AnalyticsTableType.COMPLETENESS,
        AnalyticsTableType.COMPLETENESS_TARGET);
  }

  /** Leaves tracked entities alone, as DHIS2's {@code skipTrackedEntities}: all three types. */
  public AnalyticsTableUpdate skipTrackedEntities() {
    return skip(
        AnalyticsTableType.TRACKED_ENTITY_INSTANCE,
        AnalyticsTableType.TRACKED_ENTITY_INSTANCE_EVENTS,
        AnalyticsTableType.TRACKED_ENTITY_INSTANCE_ENROLLMENTS);
  }

  /** Leaves out the outlier columns of the data value table. */
  public AnalyticsTableUpdate skipOutliers() {
    return new AnalyticsTableUpdate(
        extent, skippedTypes, skippedPrograms, OutlierStatistics.SKIPPED, means);
  }

  /** Keeps the tables in the given way instead of the default of the DHIS2 version. */
  public AnalyticsTableUpdate storage(TableStorage kind) {
    return with(
        new Means(kind, means.parallelism, means.lowDisk, means.freeDisk, means.memoryBudget));
  }

  /**
   * Works on this many database sessions at once instead of the configured number.
   *
   * @param sessions at least 1
   */
  public AnalyticsTableUpdate parallelism(int sessions) {
    if (sessions < 1) {
      throw new InvalidRequestException("parallelism must be at least 1, but is " + sessions + ".");
    }
    return with(
        new Means(means.storage, sessions, means.lowDisk, means.freeDisk, means.memoryBudget));
  }

  /**
   * Builds one partition after the other, the newest first, and drops each old one before the next
   * is built: of a table that serves already no more than one partition is there twice. Takes
   * longer, and gives up that all partitions of a table change at one moment; each of them does,
   * and so does a table that is new, has other columns than before, or has table hooks.
   */
  public AnalyticsTableUpdate lowDisk() {
    return with(
        new Means(means.storage, means.parallelism, true, means.freeDisk, means.memoryBudget));
  }

  /**
   * Says how much of the database server's disk new tables may take, for a server that runs
   * elsewhere; a run that is expected to need more is refused before it begins. Without it the
   * library looks by itself if the server's data directory is on its own machine, and refuses
   * nothing otherwise.
   *
   * @param bytes not negative
   */
  public AnalyticsTableUpdate freeDisk(long bytes) {
    if (bytes < 0) {
      throw new InvalidRequestException("freeDisk must not be negative, but is " + bytes + ".");
    }
    return with(
        new Means(means.storage, means.parallelism, means.lowDisk, bytes, means.memoryBudget));
  }

  /**
   * Limits how much memory of the database server the sessions of the run use for sorting, joining
   * and building indexes, all together; what does not fit goes through temporary files.
   *
   * @param bytes at least {@link #LEAST_MEMORY} for each session
   */
  public AnalyticsTableUpdate memoryBudget(long bytes) {
    if (bytes < LEAST_MEMORY) {
      throw new InvalidRequestException(
          "memoryBudget must be at least "
              + new ByteSize(LEAST_MEMORY)
              + " for each session, but is "
              + new ByteSize(bytes)
              + ".");
    }
    return with(new Means(means.storage, means.parallelism, means.lowDisk, means.freeDisk, bytes));
  }

  /** How many years of partitioned types are rebuilt; empty means all. */
  public OptionalInt lastYears() {
    return extent.lastYears == null ? OptionalInt.empty() : OptionalInt.of(extent.lastYears);
  }

  /** Whether the resource tables are left as they are. */
  public boolean resourceTablesSkipped() {
    return extent.resourceTablesSkipped;
  }

  /** Whether what has not changed is built too. */
  public UpdateMode mode() {
    return extent.mode;
  }

  /** Up to which share of the rows of a partition an incremental run merges changes, 0 to 1. */
  public double mergeShare() {
    return extent.mergeShare;
  }

  /** The types to build, in the order of their constants. */
  public Set<AnalyticsTableType> types() {
    EnumSet<AnalyticsTableType> types = EnumSet.allOf(AnalyticsTableType.class);
    types.removeAll(skippedTypes);
    return types;
  }

  /** Uids of the programs whose event tables are left as they are. */
  public Set<String> skippedPrograms() {
    return skippedPrograms;
  }

  /** Whether outlier columns are part of the data value table. */
  public OutlierStatistics outliers() {
    return outliers;
  }

  /** How the tables are kept; empty means the default of the database's DHIS2 version. */
  public Optional<TableStorage> storage() {
    return Optional.ofNullable(means.storage);
  }

  /** Number of sessions to work on; empty means the configured number. */
  public OptionalInt parallelism() {
    return means.parallelism == null ? OptionalInt.empty() : OptionalInt.of(means.parallelism);
  }

  /** Whether partitions are built and swapped in one after the other. */
  public boolean isLowDisk() {
    return means.lowDisk;
  }

  /** How many bytes of the server's disk are free, if the caller said so. */
  public OptionalLong freeDisk() {
    return means.freeDisk == null ? OptionalLong.empty() : OptionalLong.of(means.freeDisk);
  }

  /** How many bytes of the server's memory all sessions of the run may use together. */
  public long memoryBudget() {
    return means.memoryBudget == null ? USUAL_MEMORY : means.memoryBudget;
  }
}
