package io.github.dhisadmin;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.error.ConfigurationException;
import io.github.dhisadmin.integrity.CustomCheckSource;
import io.github.dhisadmin.spi.Persistence;
import io.github.dhisadmin.sync.spi.SyncPlugin;
import java.time.Clock;
import java.time.ZoneId;
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

  /** The clock that measures runs and knows today's year; the system's unless set. */
  public DhisAdminBuilder clock(Clock newClock) {
    this.clock = newClock;
    return this;
  }

  /**
   * Where the operator's own integrity checks come from, for instance {@link
   * CustomChecks#in(java.nio.file.Path)}; read once, when building; none unless set.
   */
  public DhisAdminBuilder customChecks(CustomCheckSource source) {
    this.customChecks = source;
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
   * @throws ConfigurationException if a required setting is missing, or with everything that is
   *     wrong with custom checks
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

  Optional<SyncPlugin> sync() {
    return Optional.ofNullable(sync);
  }

  Clock clock() {
    return clock;
  }
}
