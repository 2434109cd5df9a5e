package io.github.dhisadmin;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.core.internal.job.JobScheduler;
import io.github.dhisadmin.core.internal.job.RegisteredType;
import io.github.dhisadmin.error.ConfigurationException;
import io.github.dhisadmin.integrity.CustomCheckSource;
import io.github.dhisadmin.job.JobListener;
import io.github.dhisadmin.job.JobType;
import io.github.dhisadmin.job.JobWork;
import io.github.dhisadmin.job.SchedulerSettings;
import io.github.dhisadmin.spi.CacheProbe;
import io.github.dhisadmin.spi.MaintenanceHost;
import io.github.dhisadmin.spi.MetricsSink;
import io.github.dhisadmin.spi.Persistence;
import io.github.dhisadmin.spi.RunAs;
import io.github.dhisadmin.sync.spi.SyncPlugin;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Describes a {@link DhisAdmin}; not thread safe, and good for building more than one. */
public final class DhisAdminBuilder {
  private @Nullable Persistence persistence;
  private DhisAdminConfig config = DhisAdminConfig.DEFAULTS;
  private AccessPolicy accessPolicy = AccessPolicy.allowAll();
  private Clock clock = Clock.system(ZoneId.systemDefault());
  private CustomCheckSource customChecks = CustomCheckSource.none();
  private SchedulerSettings scheduler = SchedulerSettings.defaults();
  private final List<RegisteredType<?>> jobTypes = new ArrayList<>();
  private final List<JobListener> listeners = new ArrayList<>();
  private MetricsSink metrics = MetricsSink.none();
  private RunAs runAs = RunAs.unchanged();
  private @Nullable MaintenanceHost maintenanceHost;
  private final List<CacheProbe> caches = new ArrayList<>();
  private @Nullable SyncPlugin sync;

  DhisAdminBuilder() {}

  /** Where the services read and write; required. */
  public DhisAdminBuilder persistence(Persistence newPersistence) {
    this.persistence = newPersistence;
    return this;
  }

  /**
   * How many database sessions one run may work on at once.
   *
   * @param sessions from 1 to 64; 2 unless set
   */
  public DhisAdminBuilder parallelism(int sessions) {
    this.config = new DhisAdminConfig(sessions);
    return this;
  }

  /** Who may call what; everything is allowed unless set. */
  public DhisAdminBuilder accessPolicy(AccessPolicy policy) {
    this.accessPolicy = policy;
    return this;
  }

  /**
   * The clock that measures runs and knows today's year; the system's unless set. Its zone is taken
   * for that of the DHIS2 server, in whose local time moments are stored.
   */
  public DhisAdminBuilder clock(Clock newClock) {
    this.clock = newClock;
    return this;
  }

  /**
   * Where the operator's own integrity checks come from, for instance {@link
   * CustomChecks#in(java.nio.file.Path)}; read once, when building; none unless set. One whose
   * definition is wrong is listed with its problems and fails when it is run.
   */
  public DhisAdminBuilder customChecks(CustomCheckSource source) {
    this.customChecks = source;
    return this;
  }

  /** Shows a cache of the host beside those of the library; may be called for several. */
  public DhisAdminBuilder cache(CacheProbe probe) {
    caches.add(probe);
    return this;
  }

  /**
   * How this node runs jobs once {@link DhisAdmin#start()} was called; as {@link
   * SchedulerSettings#defaults()} says unless set.
   */
  public DhisAdminBuilder scheduler(SchedulerSettings settings) {
    this.scheduler = settings;
    return this;
  }

  /** A type of jobs that the host brings, and what its jobs do. */
  public <P extends Record> DhisAdminBuilder job(JobType<P> type, JobWork<P> work) {
    this.jobTypes.add(RegisteredType.of(type, work));
    return this;
  }

  /** Hears what happens to jobs on this node, beside those named before. */
  public DhisAdminBuilder listener(JobListener listener) {
    this.listeners.add(listener);
    return this;
  }

  /** Takes measurements; they are dropped unless set. */
  public DhisAdminBuilder metrics(MetricsSink sink) {
    this.metrics = sink;
    return this;
  }

  /**
   * How the host lets a job act in the name of the user it has been given; unless set, such a job
   * runs as all others do, but only while its user exists and is not disabled.
   */
  public DhisAdminBuilder runAs(RunAs host) {
    this.runAs = host;
    return this;
  }

  /**
   * The application around the library, which clears its caches when maintenance changed what they
   * hold, and reloads its apps; none unless set.
   */
  public DhisAdminBuilder maintenanceHost(MaintenanceHost host) {
    this.maintenanceHost = host;
    return this;
  }

  /** How to synchronise with other servers; not at all unless set. */
  public DhisAdminBuilder sync(SyncPlugin plugin) {
    this.sync = plugin;
    return this;
  }

  /**
   * Checks all settings, looks at the database and creates or upgrades the library's own schema.
   * Starts no thread.
   *
   * @throws ConfigurationException if a required setting is missing
   */
  public DhisAdmin build() {
    if (persistence == null) {
      throw new ConfigurationException(
          List.of("persistence is required, for instance JooqPersistence.of(dataSource)"));
    }
    return new DhisAdmin(this, persistence);
  }

  DhisAdminConfig config() {
    return config;
  }

  AccessPolicy accessPolicy() {
    return accessPolicy;
  }

  CustomCheckSource customChecks() {
    return customChecks;
  }

  @Nullable MaintenanceHost maintenanceHost() {
    return maintenanceHost;
  }

  List<CacheProbe> caches() {
    return List.copyOf(caches);
  }

  Optional<SyncPlugin> sync() {
    return Optional.ofNullable(sync);
  }

  Clock clock() {
    return clock;
  }

  SchedulerSettings scheduler() {
    return scheduler;
  }

  List<RegisteredType<?>> jobTypes() {
    return jobTypes;
  }

  JobScheduler.Host jobHost() {
    return new JobScheduler.Host(
        accessPolicy, List.copyOf(listeners), metrics, runAs, clock.getZone());
  }
}
