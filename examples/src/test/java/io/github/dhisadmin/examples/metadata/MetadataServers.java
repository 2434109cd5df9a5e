package io.github.dhisadmin.examples.metadata;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.testkit.remote.FakeDhis2;

/** A central server that publishes versions, and the DHIS2 here, which imports them. */
public final class MetadataServers implements AutoCloseable {
  private static final String USER = "sync";
  private static final String PASSWORD = "Very-secret-1";

  private final FakeDhis2 central =
      FakeDhis2.builder().user(USER, PASSWORD, "F_METADATA_MANAGE").start();
  private final FakeDhis2 local =
      FakeDhis2.builder().user(USER, PASSWORD, "F_METADATA_IMPORT").systemId("here").start();

  /** Publishes a version with one constant, which has the number in its uid. */
  public void publish(int number) {
    central
        .metadataVersions()
        .publish(
            "Version_" + number,
            "ATOMIC",
            "2026-01-0" + number + "T08:00:00.000",
            "{\"constants\":[{\"id\":\"Constant00" + number + "\",\"name\":\"C\"}]}");
  }

  /** Makes both of them targets. */
  public void addTo(DhisAdmin admin) {
    Credentials sync = Credentials.basic(USER, Secret.of(PASSWORD));
    admin.sync().targets().add("central", RemoteUrl.of(central.url().toString()), sync);
    admin.sync().targets().add("local", RemoteUrl.of(local.url().toString()), sync);
  }

  FakeDhis2 central() {
    return central;
  }

  /** What imports versions. */
  public FakeDhis2 local() {
    return local;
  }

  @Override
  public void close() {
    central.close();
    local.close();
  }
}
