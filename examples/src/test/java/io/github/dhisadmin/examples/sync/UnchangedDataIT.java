package io.github.dhisadmin.examples.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.DataSyncResult;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.StatementCount;
import io.github.dhisadmin.testkit.remote.Dhis2Version;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A run that has nothing to send looks at the data once, by their index. */
class UnchangedDataIT {
  @RegisterExtension static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242();

  @Test
  void unchanged_values_cost_one_query_and_no_upload() {
    SyncedRows.in(DHIS2.dataSource());
    try (FakeDhis2 server = FakeDhis2.start(Dhis2Version.V2_42);
        DhisAdmin admin = SyncProcess.admin(DHIS2.dataSource())) {
      admin
          .sync()
          .targets()
          .add(
              "central",
              RemoteUrl.of(server.url().toString()),
              Credentials.basic("admin", Secret.of("district")));
      admin.sync().data().run(SyncProcess.values());
      int uploads = server.requests("/api/dataValueSets").size();
      DataSyncResult second;
      try (StatementCount count = DHIS2.dataSource().countStatements()) {
        second = admin.sync().data().run(SyncProcess.values());

        assertThat(count.statements())
            .filteredOn(sql -> sql.contains("from \"datavalue\"") || sql.contains("from datavalue"))
            .singleElement()
            .asString()
            .contains("lastupdated")
            .contains("order by");
      }
      assertThat(second.isComplete()).isTrue();
      assertThat(server.requests("/api/dataValueSets")).hasSize(uploads);
    }
  }
}
