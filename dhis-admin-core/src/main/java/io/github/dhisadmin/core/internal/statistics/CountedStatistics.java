package io.github.dhisadmin.core.internal.statistics;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.core.internal.cache.LibraryCache;
import io.github.dhisadmin.core.internal.cache.LibraryCaches;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.spi.DataStatisticsStore;
import io.github.dhisadmin.statistics.DataStatistics;
import io.github.dhisadmin.statistics.DataStatisticsService;
import io.github.dhisadmin.statistics.StatisticsTrend;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** Counts on demand; what was counted lately serves those who look often. */
public final class CountedStatistics implements DataStatisticsService {
  private static final String READ = "read data statistics";
  private static final String CACHE = "data-statistics";
  private static final Duration RECENT = Duration.ofMinutes(5);

  private final DataStatisticsStore store;
  private final AccessPolicy accessPolicy;
  private final Clock clock;
  private final LibraryCache<String, DataStatistics> recent;

  /** Counts through a store. */
  public CountedStatistics(
      DataStatisticsStore store, AccessPolicy accessPolicy, Clock clock, LibraryCaches caches) {
    this(store, accessPolicy, clock, caches.make(CACHE, 1, RECENT));
  }

  private CountedStatistics(
      DataStatisticsStore store,
      AccessPolicy accessPolicy,
      Clock clock,
      LibraryCache<String, DataStatistics> recent) {
    this.store = store;
    this.accessPolicy = accessPolicy;
    this.clock = clock;
    this.recent = recent;
  }

  /** The same for callers of another policy; what either counts is recent for both. */
  public CountedStatistics under(AccessPolicy otherPolicy) {
    return new CountedStatistics(store, otherPolicy, clock, recent);
  }

  @Override
  public DataStatistics count(RunControl control) {
    accessPolicy.require(READ, Authority.PERFORM_MAINTENANCE);
    return counted(control.cancellation());
  }

  @Override
  public DataStatistics recent() {
    accessPolicy.require(READ, Authority.PERFORM_MAINTENANCE);
    return recent.get(CACHE, key -> store.count(now(), new Cancellation()));
  }

  @Override
  public DataStatistics takeSnapshot(RunControl control) {
    accessPolicy.require("store data statistics", Authority.PERFORM_MAINTENANCE);
    DataStatistics statistics = counted(control.cancellation());
    store.save(statistics.at().toLocalDate(), statistics);
    return statistics;
  }

  @Override
  public List<StatisticsTrend> trend(LocalDate from, LocalDate to) {
    accessPolicy.require(READ, Authority.PERFORM_MAINTENANCE);
    if (to.isBefore(from)) {
      throw new InvalidRequestException(
          "The trend ends on " + to + ", before it begins on " + from + ".");
    }
    return store.trend(from, to);
  }

  @Override
  public int forgetBefore(LocalDate day) {
    accessPolicy.require("forget data statistics", Authority.PERFORM_MAINTENANCE);
    return store.removeBefore(day);
  }

  private DataStatistics counted(Cancellation cancellation) {
    return recent.renew(CACHE, key -> store.count(now(), cancellation));
  }

  /** DHIS2 stores moments in its server's local time, which the host's clock knows. */
  private LocalDateTime now() {
    return LocalDateTime.now(clock);
  }
}
