package io.github.dhisadmin.examples.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.sync.metadata.MetadataSyncResult;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import io.github.dhisadmin.sync.metadata.VersionState;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.Fault;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies while it takes a version over leaves nothing that the next run trips on. */
class KilledMetadataSyncIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String SECOND = "/api/metadata/version/Version_2/data.gz";
  private static final String IMPORT = "/api/metadata";

  private final MetadataServers servers = new MetadataServers();
  private final FakeDhis2 central = servers.central();
  private final FakeDhis2 local = servers.local();
  @TempDir private Path snapshots;
  private DhisAdmin admin;

  @BeforeEach
  void start() {
    for (int number = 1; number <= 3; number++) {
      servers.publish(number);
    }
    admin = MetadataSyncProcess.open(DHIS2.dataSource(), snapshots);
    servers.addTo(admin);
  }

  @AfterEach
  void stop() {
    admin.close();
    servers.close();
  }

  @Test
  void killed_during_a_download_it_begins_with_that_download() throws Exception {
    killWhen(central, SECOND, 0);

    assertThat(names(admin.sync().metadataVersions().list())).containsExactly("Version_1");
    MetadataSyncResult next = runOnceTheLockIsFree();

    assertThat(next.applied()).as(next.message()).containsExactly("Version_2", "Version_3");
    assertThat(local.requests(IMPORT)).hasSize(3);
    assertThat(snapshots).isEmptyDirectory();
  }

  @Test
  void killed_during_an_import_it_imports_again_without_another_download() throws Exception {
    killWhen(local, IMPORT, 1);

    assertThat(names(admin.sync().metadataVersions().list())).containsExactly("Version_1");
    assertThat(admin.sync().metadata().status("central").versions().get(1).state())
        .isEqualTo(VersionState.IMPORTING);
    MetadataSyncResult next = runOnceTheLockIsFree();

    assertThat(next.applied()).as(next.message()).containsExactly("Version_2", "Version_3");
    assertThat(central.requests(SECOND)).hasSize(1);
    assertThat(local.stored(StoredKind.METADATA)).hasSize(3);
    assertThat(admin.sync().metadata().status("central").versions().get(1).attempts()).isEqualTo(2);
  }

  /** Kills the process when a server holds back its answer to such a request. */
  private void killWhen(FakeDhis2 server, String path, int after) throws Exception {
    CountDownLatch reached = new CountDownLatch(after + 1);
    server
        .faults()
        .decide(
            request -> {
              if (!request.path().equals(path)) {
                return Optional.empty();
              }
              reached.countDown();
              return reached.getCount() == 0 ? Optional.of(Fault.slow()) : Optional.empty();
            });
    try (ForkedProcess process =
        ForkedProcess.start(MetadataSyncProcess.class, DHIS2.database(), snapshots.toString())) {
      assertThat(reached.await(1, TimeUnit.MINUTES)).as("the process comes that far").isTrue();
      process.kill();
    }
    server.faults().clear();
  }

  /** The dead process' connections end as soon as the server notices, which is not at once. */
  private MetadataSyncResult runOnceTheLockIsFree() throws SQLException {
    for (int attempt = 0; ; attempt++) {
      try {
        return admin.sync().metadata().run(MetadataSyncProcess.request());
      } catch (ConflictException e) {
        assertThat(attempt).as("seconds the lock of a dead process is held").isLessThan(10);
        try (Connection connection = DHIS2.dataSource().getConnection();
            Statement statement = connection.createStatement()) {
          statement.execute("select pg_sleep(1)");
        }
      }
    }
  }

  private static List<String> names(List<MetadataVersion> versions) {
    return versions.stream().map(MetadataVersion::name).toList();
  }
}
