package io.github.dhisadmin;

import io.github.dhisadmin.analytics.AnalyticsEstimate;
import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.core.internal.datalock.FakeDataLockStore;
import io.github.dhisadmin.core.internal.integrity.FakeCheck;
import io.github.dhisadmin.core.internal.integrity.FakeIntegrityStore;
import io.github.dhisadmin.core.internal.job.host.FakeHostJobs;
import io.github.dhisadmin.core.internal.maintenance.FakeMaintenanceStore;
import io.github.dhisadmin.core.internal.minmax.FakeMinMaxValueStore;
import io.github.dhisadmin.core.internal.statistics.FakeStatisticsStore;
import io.github.dhisadmin.model.TableRunKind;
import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.resourcetable.ResourceTableAction;
import io.github.dhisadmin.resourcetable.ResourceTableOutcome;
import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.RunRecord;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.schema.SchemaFamily;
import io.github.dhisadmin.schema.SchemaReport;
import io.github.dhisadmin.spi.AnalyticsTableEngine;
import io.github.dhisadmin.spi.DataLockStore;
import io.github.dhisadmin.spi.DataStatisticsStore;
import io.github.dhisadmin.spi.EngineContext;
import io.github.dhisadmin.spi.HostJobStore;
import io.github.dhisadmin.spi.IntegrityStore;
import io.github.dhisadmin.spi.JobStore;
import io.github.dhisadmin.spi.MaintenanceStore;
import io.github.dhisadmin.spi.MinMaxValueStore;
import io.github.dhisadmin.spi.Persistence;
import io.github.dhisadmin.spi.ResourceTableEngine;
import io.github.dhisadmin.spi.RunLocks;
import io.github.dhisadmin.spi.TableRunLog;
import io.github.dhisadmin.sync.spi.SyncStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A persistence that stores nothing and remembers what was asked of it. */
final class FakePersistence implements Persistence, RunLocks, TableRunLog {
  /** What happened, in order. */
  final List<String> calls = new ArrayList<>();

  /** How runs that build tables ended, in order. */
  final List<Ending> endings = new ArrayList<>();

  private final Set<String> locked = new HashSet<>();
  private final RunState resourceTableState;
  private final Function<EngineContext, RunState> analytics;
  private AnalyticsEstimate estimate = AnalyticsEstimate.none();

  private FakePersistence(
      RunState resourceTableState, Function<EngineContext, RunState> analytics) {
    this.resourceTableState = resourceTableState;
    this.analytics = analytics;
  }

  /** Every run succeeds. */
  static FakePersistence succeeding() {
    return analytics(context -> RunState.SUCCEEDED);
  }

  /** Analytics table runs end as a function says, after resource tables succeeded. */
  static FakePersistence analytics(Function<EngineContext, RunState> run) {
    return new FakePersistence(RunState.SUCCEEDED, run);
  }

  /** Resource table runs end like this, analytics table runs succeed. */
  static FakePersistence resourceTables(RunState state) {
    return new FakePersistence(state, context -> RunState.SUCCEEDED);
  }

  /** Whether a run holds a lock. */
  boolean isLocked() {
    return !locked.isEmpty();
  }

  @Override
  public SchemaReport prepare() {
    calls.add("prepare");
    return new SchemaReport(SchemaFamily.V2_42, "public", false, 150_000);
  }

  @Override
  public RunLocks runLocks() {
    return this;
  }

  @Override
  public TableRunLog tableRuns() {
    return this;
  }

  @Override
  public ResourceTableEngine resourceTables() {
    return (update, context) -> {
      calls.add(
          update.tables().equals(ResourceTable.all())
              ? "resource tables"
              : "resource tables " + update.tables());
      return new ResourceTableResult(
          resourceTableState,
          Duration.ZERO,
          resourceTableState == RunState.FAILED ? List.of(broken()) : List.of(),
          List.of());
    };
  }

  private static ResourceTableOutcome broken() {
    return new ResourceTableOutcome(
        ResourceTable.DATA_SET,
        "analytics_rs_dataset",
        0,
        Duration.ZERO,
        ResourceTableAction.FAILED,
        "no room");
  }

  @Override
  public AnalyticsTableEngine analyticsTables() {
    return new AnalyticsTableEngine() {
      @Override
      public AnalyticsEstimate estimate(
          AnalyticsTableUpdate update, Clock clock, int sessions, Cancellation cancellation) {
        calls.add("estimate for " + sessions);
        return estimate;
      }

      @Override
      public AnalyticsTableResult build(
          AnalyticsTableUpdate update, AnalyticsEstimate expected, EngineContext context) {
        return buildAnalytics(context);
      }
    };
  }

  /** What every update is expected to need from now on. */
  void estimate(AnalyticsEstimate expected) {
    this.estimate = expected;
  }

  @Override
  public SyncStore sync() {
    throw new UnsupportedOperationException("synchronisation is not part of these tests");
  }

  @Override
  public IntegrityStore integrity() {
    return FakeIntegrityStore.with(FakeCheck.of("data_elements_without_groups"));
  }

  @Override
  public JobStore jobs() {
    return new FakeJobStore();
  }

  @Override
  public HostJobStore hostJobs() {
    return new FakeHostJobs(() -> new HostJobStore.Snapshot(Instant.EPOCH, true, List.of()));
  }

  @Override
  public MaintenanceStore maintenance() {
    return FakeMaintenanceStore.empty();
  }

  @Override
  public DataStatisticsStore statistics() {
    return new FakeStatisticsStore();
  }

  @Override
  public DataLockStore dataLocks() {
    return new FakeDataLockStore();
  }

  @Override
  public MinMaxValueStore minMaxValues() {
    return new FakeMinMaxValueStore();
  }

  private AnalyticsTableResult buildAnalytics(EngineContext context) {
    calls.add("analytics tables on " + context.parallelism());
    return new AnalyticsTableResult(analytics.apply(context), Duration.ZERO, List.of(), List.of());
  }

  @Override
  public Optional<RunLock> tryAcquire(String name) {
    if (!locked.add(name)) {
      return Optional.empty();
    }
    return Optional.of(() -> locked.remove(name));
  }

  @Override
  public long begin(TableRunKind kind) {
    calls.add("begin " + kind);
    return 7;
  }

  @Override
  public void finish(long id, Ending ending) {
    calls.add("finish " + id + " " + ending.state());
    endings.add(ending);
  }

  @Override
  public List<RunRecord> last(TableRunKind kind, int limit) {
    calls.add("last " + limit + " of " + kind);
    return List.of();
  }
}
