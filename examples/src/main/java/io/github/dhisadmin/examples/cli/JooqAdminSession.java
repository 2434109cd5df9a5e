package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.CustomChecks;
import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.analytics.AnalyticsTableService;
import io.github.dhisadmin.cache.CacheService;
import io.github.dhisadmin.datalock.DataLockService;
import io.github.dhisadmin.integrity.CustomCheckSource;
import io.github.dhisadmin.integrity.IntegrityService;
import io.github.dhisadmin.job.JobService;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.maintenance.MaintenanceService;
import io.github.dhisadmin.minmax.MinMaxValueService;
import io.github.dhisadmin.resourcetable.ResourceTableService;
import io.github.dhisadmin.secret.MasterKey;
import io.github.dhisadmin.secret.MasterKeys;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.spi.Persistence;
import io.github.dhisadmin.statistics.DataStatisticsService;
import io.github.dhisadmin.sync.SyncService;
import io.github.dhisadmin.sync.http.HttpSynchronisation;

/** The library itself on a database that exists. */
final class JooqAdminSession implements AdminSession {
  private static final String MASTER_KEY_VARIABLE = "DHIS_ADMIN_MASTER_KEY";

  private final DhisAdmin admin;

  private JooqAdminSession(DhisAdmin admin) {
    this.admin = admin;
  }

  /** Connects, which may ask for a password, and looks at the database. */
  static AdminSession open(Target target, Terminal terminal) {
    Persistence persistence =
        JooqPersistence.of(
            new Login(target, terminal).dataSource(), target.dhisSchema(), target.adminSchema());
    CustomCheckSource customChecks =
        target.customChecks().map(CustomChecks::in).orElseGet(CustomCheckSource::none);
    return new JooqAdminSession(
        DhisAdmin.builder()
            .persistence(persistence)
            .customChecks(customChecks)
            .sync(HttpSynchronisation.with(() -> masterKeys(terminal)))
            .build());
  }

  /** Asked for only by commands that store or use a secret. */
  private static MasterKeys masterKeys(Terminal terminal) {
    String passphrase =
        terminal
            .environment()
            .apply(MASTER_KEY_VARIABLE)
            .orElseThrow(
                () ->
                    new UsageException(
                        "Passwords of servers are stored encrypted: set "
                            + MASTER_KEY_VARIABLE
                            + " to at least 24 characters, and keep them."));
    return MasterKeys.of(new MasterKey("default", Secret.of(passphrase)));
  }

  @Override
  public ResourceTableService resourceTables() {
    return admin.resourceTables();
  }

  @Override
  public AnalyticsTableService analytics() {
    return admin.analytics();
  }

  @Override
  public IntegrityService integrity() {
    return admin.integrity();
  }

  @Override
  public JobService jobs() {
    return admin.jobs();
  }

  @Override
  public void start() {
    admin.start();
  }

  @Override
  public MaintenanceService maintenance() {
    return admin.maintenance();
  }

  @Override
  public DataStatisticsService statistics() {
    return admin.statistics();
  }

  @Override
  public DataLockService dataLocks() {
    return admin.dataLocks();
  }

  @Override
  public MinMaxValueService minMaxValues() {
    return admin.minMaxValues();
  }

  @Override
  public CacheService caches() {
    return admin.caches();
  }

  @Override
  public SyncService sync() {
    return admin.sync();
  }

  @Override
  public void close() {
    admin.close();
  }
}
