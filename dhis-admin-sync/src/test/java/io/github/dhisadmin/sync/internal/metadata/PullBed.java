package io.github.dhisadmin.sync.internal.metadata;

import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.ProgressListener;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.DataSyncPreview;
import io.github.dhisadmin.sync.DataSyncRequest;
import io.github.dhisadmin.sync.DataSyncResult;
import io.github.dhisadmin.sync.DataSyncService;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.SyncCounts;
import io.github.dhisadmin.sync.SyncFailure;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.sync.SyncRun;
import io.github.dhisadmin.sync.SyncRunRecord;
import io.github.dhisadmin.sync.SyncRunState;
import io.github.dhisadmin.sync.ValueComparison;
import io.github.dhisadmin.sync.ValueComparisonRequest;
import io.github.dhisadmin.sync.internal.remote.MetadataRemote;
import io.github.dhisadmin.sync.internal.remote.RemoteOptions;
import io.github.dhisadmin.sync.internal.remote.Remotes;
import io.github.dhisadmin.sync.metadata.MetadataSyncRequest;
import io.github.dhisadmin.sync.metadata.MetadataSyncResult;
import io.github.dhisadmin.testkit.remote.Dhis2Version;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.RemoteRequest;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A central server, one that takes its versions over, and the library between them. */
final class PullBed implements AutoCloseable {
  static final String TARGET = "central";
  static final String HISTORY = "/api/metadata/version/history";
  static final String PASSWORD = "Very-secret-1";
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
  private static final Duration ENOUGH = Duration.ofSeconds(5);

  private final FakeDhis2 central;
  private final FakeDhis2 local;
  private final Path directory;
  private final InMemoryMetadataStore store = new InMemoryMetadataStore();
  private final List<Duration> waits = new ArrayList<>();
  private final DataStub data = new DataStub();

  PullBed(Path directory) {
    this(directory, Dhis2Version.V2_42, "F_METADATA_MANAGE");
  }

  PullBed(Path directory, Dhis2Version version, String... centralAuthorities) {
    this(
        directory,
        version,
        FakeDhis2.builder()
            .version(version)
            .clock(CLOCK)
            .user("sync", PASSWORD, centralAuthorities)
            .start());
  }

  /** With a central server of the test's making, where the user is the same. */
  PullBed(Path directory, Dhis2Version version, FakeDhis2 central) {
    this.directory = directory;
    this.central = central;
    this.local =
        FakeDhis2.builder()
            .version(version)
            .user("sync", PASSWORD, "F_METADATA_IMPORT")
            .systemId("own-system-id")
            .start();
  }

  FakeDhis2 central() {
    return central;
  }

  FakeDhis2 local() {
    return local;
  }

  InMemoryMetadataStore store() {
    return store;
  }

  DataStub data() {
    return data;
  }

  /** How long it would have waited. */
  List<Duration> waits() {
    return waits;
  }

  /** Publishes Version_n, which holds one constant of that number. */
  void publish(int number, String type) {
    central
        .metadataVersions()
        .publish("Version_" + number, type, created(number), snapshot(number, "2.42.7"));
  }

  /** Publishes so many versions of all or nothing. */
  void publishAll(int versions) {
    for (int number = 1; number <= versions; number++) {
      publish(number, "ATOMIC");
    }
  }

  /** The version is here already. */
  void hold(int number) {
    String name = "Version_" + number;
    store.imported(name, central.metadataVersions().hash(name), created(number));
  }

  static String created(int number) {
    return "2026-01-%02dT08:00:00.000".formatted(number);
  }

  static String uid(int number) {
    return "Constant%03d".formatted(number);
  }

  static String snapshot(int number, String dhis2Version) {
    return """
        {"system":{"id":null,"version":"%s"},"date":"%s",
        "jobConfigurations":[{"id":"JobJobJob%02d","name":"nightly"}],
        "constants":[{"id":"%s","name":"Constant %d","value":%d}]}"""
        .formatted(dhis2Version, created(number), number, uid(number), number, number);
  }

  static MetadataSyncRequest request() {
    return MetadataSyncRequest.from(TARGET);
  }

  MetadataSyncResult run() {
    return run(request());
  }

  MetadataSyncResult run(MetadataSyncRequest request) {
    return run(request, RunControl.none(), ENOUGH, ENOUGH);
  }

  /** A run that gives the central server this much time to answer. */
  MetadataSyncResult runImpatiently(Duration patience) {
    return run(request(), RunControl.none(), patience, ENOUGH);
  }

  /** A run that gives the server here this much time to answer, and the twelvefold to import. */
  MetadataSyncResult runImpatientlyHere(Duration patience) {
    return run(request(), RunControl.none(), ENOUGH, patience);
  }

  /** A run that is cancelled when it tells of this version. */
  MetadataSyncResult runCancelledAt(String version) {
    Cancellation cancellation = new Cancellation();
    ProgressListener listener =
        progress -> {
          if (progress.item().equals(version)) {
            cancellation.cancel();
          }
        };
    return run(request(), new RunControl(listener, cancellation), ENOUGH, ENOUGH);
  }

  private MetadataSyncResult run(
      MetadataSyncRequest request, RunControl control, Duration there, Duration here) {
    return new PullRun(request, parts(there, here), control, CLOCK, waits::add).run();
  }

  Parts parts() {
    return parts(ENOUGH, ENOUGH);
  }

  private Parts parts(Duration there, Duration here) {
    return new Parts(
        open(central, there),
        new SnapshotCache(directory),
        new WebImport(() -> open(local, here)),
        store,
        data);
  }

  private MetadataRemote open(FakeDhis2 server, Duration patience) {
    return new Remotes(
            new RemoteOptions(
                new RemoteOptions.Timeouts(ENOUGH, ENOUGH, patience),
                new RemoteOptions.Retries(1, Duration.ZERO, Duration.ZERO),
                1 << 20,
                8 << 10,
                0),
            CLOCK)
        .openMetadata(
            RemoteUrl.of(server.url().toString()),
            Credentials.basic("sync", Secret.of(PASSWORD)),
            waits::add);
  }

  /** Constants that were imported here, in the order of their arrival. */
  List<String> imported() {
    return local.stored(StoredKind.METADATA).stream().map(stored -> stored.key()).toList();
  }

  /** How often the content of a version was fetched. */
  int downloads(int number) {
    return central.requests(data(number)).size();
  }

  static String data(int number) {
    return "/api/metadata/version/Version_" + number + "/data.gz";
  }

  /** The imports here, the oldest first. */
  List<RemoteRequest> imports() {
    return local.requests("/api/metadata");
  }

  @Override
  public void close() {
    central.close();
    local.close();
  }

  /** Sends nothing, and says what a test wants. */
  static final class DataStub implements DataSyncService {
    private SyncRunState state = SyncRunState.SUCCEEDED;
    private @Nullable RemoteProblem problem;
    private int runs;

    void answer(SyncRunState newState) {
      state = newState;
    }

    void answer(SyncRunState newState, RemoteProblem newProblem) {
      state = newState;
      problem = newProblem;
    }

    int runs() {
      return runs;
    }

    @Override
    public DataSyncResult run(DataSyncRequest request, RunControl control) {
      runs++;
      return new DataSyncResult(
          request.order().stream()
              .map(kind -> new SyncRun(kind, "", state, SyncCounts.NONE, problem, "as told"))
              .toList(),
          List.of());
    }

    @Override
    public DataSyncPreview preview(DataSyncRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ValueComparison compare(ValueComparisonRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<SyncFailure> failures(String target, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int retryFailures(String target, Set<SyncKind> kinds) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<SyncRunRecord> lastRuns(String target, int limit) {
      throw new UnsupportedOperationException();
    }
  }
}
