package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.analytics.AnalyticsEstimate;
import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableService;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.EstimateBasis;
import io.github.dhisadmin.analytics.MergedRows;
import io.github.dhisadmin.analytics.PartitionAction;
import io.github.dhisadmin.analytics.PartitionEstimate;
import io.github.dhisadmin.analytics.PartitionOutcome;
import io.github.dhisadmin.analytics.PartitionSize;
import io.github.dhisadmin.analytics.TableEstimate;
import io.github.dhisadmin.analytics.TableOutcome;
import io.github.dhisadmin.analytics.TypeEstimate;
import io.github.dhisadmin.analytics.TypeOutcome;
import io.github.dhisadmin.cache.CacheService;
import io.github.dhisadmin.datalock.DataLockService;
import io.github.dhisadmin.datalock.LockQuestion;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.integrity.IntegrityRequest;
import io.github.dhisadmin.integrity.IntegrityService;
import io.github.dhisadmin.job.JobService;
import io.github.dhisadmin.maintenance.MaintenanceService;
import io.github.dhisadmin.minmax.MinMaxValueService;
import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.resourcetable.ResourceTableAction;
import io.github.dhisadmin.resourcetable.ResourceTableOutcome;
import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.resourcetable.ResourceTableService;
import io.github.dhisadmin.resourcetable.ResourceTableUpdate;
import io.github.dhisadmin.run.Progress;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunRecord;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.statistics.DataStatisticsService;
import io.github.dhisadmin.sync.SyncService;
import io.github.dhisadmin.testkit.demo.Scale;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Services and servers that remember what they were asked and answer with fixed results. */
final class FakeServices {
  static final String URL = "jdbc:postgresql://db.example.org:5432/dhis2";

  final List<Target> opened = new ArrayList<>();
  final List<ResourceTableUpdate> resourceTableUpdates = new ArrayList<>();
  final List<AnalyticsTableUpdate> analyticsUpdates = new ArrayList<>();
  final List<AnalyticsTableUpdate> estimatedUpdates = new ArrayList<>();
  final List<IntegrityRequest> integrityRequests = new ArrayList<>();
  final List<LockQuestion> questions = new ArrayList<>();
  final List<String> events = new ArrayList<>();
  private final RunState state;
  private @Nullable MergedRows merged;

  private FakeServices(RunState state) {
    this.state = state;
  }

  static FakeServices succeeding() {
    return new FakeServices(RunState.SUCCEEDED);
  }

  static FakeServices failing() {
    return new FakeServices(RunState.FAILED);
  }

  /** From now on the analytics tables are not built, but a few of their rows are exchanged. */
  void merging() {
    merged = new MergedRows(3, 5);
  }

  /** Calls the command line with these services. */
  CliRun run(String... args) {
    try (Termination termination = new Termination()) {
      return run(termination, args);
    }
  }

  CliRun run(Termination termination, String... args) {
    return CliRun.of((target, terminal) -> open(target), this::start, termination, args);
  }

  private AdminSession open(Target target) {
    opened.add(target);
    return new FakeSession();
  }

  private DemoServer start(int port) {
    events.add("start " + port);
    return new FakeServer();
  }

  private final class FakeSession implements AdminSession {
    @Override
    public ResourceTableService resourceTables() {
      return new ResourceTableService() {
        @Override
        public ResourceTableResult update(ResourceTableUpdate update, RunControl control) {
          return rebuild(update, control);
        }

        @Override
        public List<RunRecord> lastRuns(int limit) {
          return List.of();
        }
      };
    }

    @Override
    public AnalyticsTableService analytics() {
      return new AnalyticsTableService() {
        @Override
        public AnalyticsTableResult update(AnalyticsTableUpdate update, RunControl control) {
          return rebuild(update);
        }

        @Override
        public AnalyticsEstimate estimate(AnalyticsTableUpdate update, RunControl control) {
          estimatedUpdates.add(update);
          return expected();
        }

        @Override
        public List<RunRecord> lastRuns(int limit) {
          return List.of();
        }
      };
    }

    @Override
    public IntegrityService integrity() {
      return new FakeIntegrity(state, integrityRequests);
    }

    @Override
    public JobService jobs() {
      return new FakeJobs(events);
    }

    @Override
    public void start() {
      events.add("start scheduler");
    }

    @Override
    public MaintenanceService maintenance() {
      return new FakeMaintenance(state, events);
    }

    @Override
    public DataStatisticsService statistics() {
      return new FakeStatistics(events);
    }

    @Override
    public DataLockService dataLocks() {
      return new FakeDataLocks(events, questions);
    }

    @Override
    public MinMaxValueService minMaxValues() {
      return new FakeMinMaxValues(events);
    }

    @Override
    public CacheService caches() {
      return new FakeCaches(events);
    }

    @Override
    public SyncService sync() {
      throw new UnsupportedOperationException("synchronisation is not part of these tests");
    }

    @Override
    public void close() {
      events.add("session closed");
    }
  }

  private final class FakeServer implements DemoServer {
    @Override
    public String jdbcUrl() {
      return URL;
    }

    @Override
    public String user() {
      return "postgres";
    }

    @Override
    public String fill(Scale scale) {
      events.add("fill " + scale);
      return "20000 data values";
    }

    @Override
    public String sampleAnalytics() {
      return "Bo: 12";
    }

    @Override
    public void close() {
      events.add("server closed");
    }
  }

  private ResourceTableResult rebuild(ResourceTableUpdate update, RunControl control) {
    resourceTableUpdates.add(update);
    control
        .progress()
        .onProgress(
            new Progress("Building", "orgunitstructure", 1, 2, 50, Duration.ofSeconds(1), null));
    return new ResourceTableResult(
        state,
        Duration.ofMillis(1_234),
        List.of(
            new ResourceTableOutcome(
                ResourceTable.ORGANISATION_UNIT_STRUCTURE,
                "analytics_rs_orgunitstructure",
                60,
                Duration.ofMillis(45),
                ResourceTableAction.BUILT,
                null),
            new ResourceTableOutcome(
                ResourceTable.PERIOD_STRUCTURE,
                "analytics_rs_periodstructure",
                400,
                Duration.ofMillis(30),
                state == RunState.FAILED
                    ? ResourceTableAction.FAILED
                    : ResourceTableAction.UNCHANGED,
                state == RunState.FAILED ? "disk full" : null),
            new ResourceTableOutcome(
                ResourceTable.RELATIONSHIP,
                "_relationship",
                0,
                Duration.ZERO,
                ResourceTableAction.NOT_APPLICABLE,
                null)),
        List.of(
            new Warning("ORGANISATION_UNIT_CYCLE", "analytics_rs_orgunitstructure", "a <-> b", 2)));
  }

  private AnalyticsTableResult rebuild(AnalyticsTableUpdate update) {
    analyticsUpdates.add(update);
    if (update.lastYears().orElse(0) == 99) {
      throw new StoreException("The database said: no", "53100", new SQLException("no"));
    }
    return new AnalyticsTableResult(
        state,
        Duration.ofMillis(2_500),
        List.of(
            new TypeOutcome(
                AnalyticsTableType.DATA_VALUE,
                state,
                state == RunState.FAILED ? "disk full" : null,
                List.of(
                    new TableOutcome(
                        "analytics",
                        Duration.ofMillis(2_000),
                        List.of(
                            new PartitionOutcome(
                                "analytics_2026",
                                19_000,
                                merged == null ? PartitionAction.BUILT : PartitionAction.MERGED,
                                merged == null ? "rebuilt in full" : "FEW_CHANGES",
                                Duration.ofMillis(1_900),
                                merged)))))),
        List.of(new Warning("NON_NUMERIC_VALUE", "analytics", "skipped", 7)),
        expected(),
        List.of(new PartitionSize("analytics_2026", 18_000, 19_000, 20_000_000, 21_000_000)));
  }

  private static AnalyticsEstimate expected() {
    return new AnalyticsEstimate(
        List.of(
            new TypeEstimate(
                AnalyticsTableType.DATA_VALUE,
                List.of(
                    new TableEstimate(
                        "analytics",
                        List.of(
                            new PartitionEstimate(
                                "analytics_2026",
                                18_000,
                                15_000_000,
                                5_000_000,
                                17_000_000,
                                EstimateBasis.SERVING_TABLE,
                                Duration.ofMillis(1_800))))))),
        1_000_000,
        21_000_000,
        6_000_000,
        3_000_000,
        64L << 20,
        Duration.ofMillis(2_400));
  }
}
