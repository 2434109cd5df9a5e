package io.github.dhisadmin.examples.sync;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.DhisAdminBuilder;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.secret.MasterKey;
import io.github.dhisadmin.secret.MasterKeys;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.http.HttpSynchronisation;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import javax.sql.DataSource;

/** A server that data are sent to, and hosts that can send to it. */
public final class CentralServer implements AutoCloseable {
  /** The name of the target, unless a test needs several. */
  public static final String TARGET = "central";

  static final String USER = "amina";
  static final String MASTER_KEY = "correct horse battery staple";

  private final String password;
  private final FakeDhis2 server;

  /** Starts it. */
  public CentralServer() {
    this("Very-secret-1");
  }

  CentralServer(String password) {
    this.password = password;
    this.server = FakeDhis2.builder().user(USER, password, "ALL").start();
  }

  /** Synchronisation under the master key of all tests. */
  public static HttpSynchronisation synchronisation() {
    MasterKey key = new MasterKey("2026", Secret.of(MASTER_KEY));
    return HttpSynchronisation.with(() -> MasterKeys.of(key));
  }

  /** A host that has synchronisation. */
  public static DhisAdmin admin(DataSource dataSource) {
    return builder(dataSource).build();
  }

  static DhisAdminBuilder builder(DataSource dataSource) {
    return DhisAdmin.builder().persistence(JooqPersistence.of(dataSource)).sync(synchronisation());
  }

  /** Makes this server a target. */
  public void addTo(DhisAdmin admin, String target) {
    admin
        .sync()
        .targets()
        .add(
            target,
            RemoteUrl.of(server.url().toString()),
            Credentials.basic(USER, Secret.of(password)));
  }

  /** What it holds, and how it fails. */
  public FakeDhis2 server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
  }
}
