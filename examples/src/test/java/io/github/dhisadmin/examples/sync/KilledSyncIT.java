package io.github.dhisadmin.examples.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.sync.SyncRun;
import io.github.dhisadmin.sync.SyncRunRecord;
import io.github.dhisadmin.sync.SyncRunState;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.Fault;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A process that dies in the middle of sending costs at most one page that is sent twice. */
class KilledSyncIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final int VALUES = 120;

  private final CentralServer central = new CentralServer();
  private final FakeDhis2 server = central.server();
  private DhisAdmin admin;

  @BeforeEach
  void values_to_send() {
    SyncedRows.in(DHIS2.dataSource());
    admin = CentralServer.admin(DHIS2.dataSource());
    central.addTo(admin, CentralServer.TARGET);
  }

  @AfterEach
  void stop() {
    admin.close();
    central.close();
  }

  @Test
  void next_run_goes_on_after_the_pages_that_are_delivered() throws Exception {
    try (ForkedProcess process = SyncProcess.stepping(DHIS2.database())) {
      assertThat(process.readUntil(line -> line.equals("page"))).isPresent();
      process.kill();
    }
    assertThat(server.stored(StoredKind.DATA_VALUE)).hasSize(SyncProcess.PAGE);

    SyncRun next = runOnceTheLockIsFree();

    assertThat(next.state()).isEqualTo(SyncRunState.SUCCEEDED);
    assertThat(next.counts().sent()).isEqualTo(VALUES - SyncProcess.PAGE);
    assertThat(server.stored(StoredKind.DATA_VALUE)).hasSize(VALUES);
    List<SyncRunRecord> runs = admin.sync().data().lastRuns(CentralServer.TARGET, 2);
    assertThat(runs.get(1).run().state()).isEqualTo(SyncRunState.ABORTED);
    assertThat(runs.get(1).run().message()).contains("died");
  }

  @Test
  void page_that_was_taken_in_but_not_remembered_is_sent_again_with_the_same_end()
      throws Exception {
    // The second page is stored there, and the answer is held back until the sender is dead.
    server.faults().pass("/api/dataValueSets", 1).next("/api/dataValueSets", Fault.slow());
    try (ForkedProcess process = SyncProcess.stepping(DHIS2.database())) {
      assertThat(process.readUntil(line -> line.equals("page"))).isPresent();
      process.answer();
      awaitStored(2 * SyncProcess.PAGE);
      process.kill();
      server.release();
    }

    SyncRun next = runOnceTheLockIsFree();

    assertThat(next.state()).isEqualTo(SyncRunState.SUCCEEDED);
    assertThat(next.counts().sent()).isEqualTo(VALUES - SyncProcess.PAGE);
    assertThat(next.counts().unchanged()).isEqualTo(SyncProcess.PAGE);
    assertThat(server.stored(StoredKind.DATA_VALUE)).hasSize(VALUES);
  }

  private void awaitStored(int wanted) throws SQLException {
    for (int attempt = 0; server.stored(StoredKind.DATA_VALUE).size() < wanted; attempt++) {
      assertThat(attempt).as("tenths of a second until the page is stored").isLessThan(300);
      pause("0.1");
    }
  }

  /** The dead process' connections end as soon as the server notices, which is not at once. */
  private SyncRun runOnceTheLockIsFree() throws SQLException {
    for (int attempt = 0; ; attempt++) {
      try {
        return admin.sync().data().run(SyncProcess.values()).runs().get(0);
      } catch (ConflictException e) {
        assertThat(attempt).as("seconds the lock of a dead process is held").isLessThan(10);
        pause("1");
      }
    }
  }

  private static void pause(String seconds) throws SQLException {
    try (Connection connection = DHIS2.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_sleep(" + seconds + ")");
    }
  }
}
