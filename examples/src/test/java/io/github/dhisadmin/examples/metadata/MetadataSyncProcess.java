package io.github.dhisadmin.examples.metadata;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.secret.MasterKey;
import io.github.dhisadmin.secret.MasterKeys;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.http.HttpSynchronisation;
import io.github.dhisadmin.sync.metadata.MetadataSyncRequest;
import io.github.dhisadmin.sync.metadata.MetadataSyncResult;
import java.nio.file.Path;
import javax.sql.DataSource;

/** A process of its own that takes metadata versions over. */
final class MetadataSyncProcess {
  private MetadataSyncProcess() {}

  /** The process: JDBC URL, user, directory of snapshots. */
  public static void main(String[] arguments) {
    try (DhisAdmin admin = open(ForkedProcess.database(arguments), Path.of(arguments[2]))) {
      MetadataSyncResult result = admin.sync().metadata().run(request());
      System.out.println("ended " + result.state() + " " + result.applied() + result.message());
    }
  }

  static DhisAdmin open(DataSource dataSource, Path snapshots) {
    return DhisAdmin.builder()
        .persistence(JooqPersistence.of(dataSource))
        .sync(
            HttpSynchronisation.with(
                    () ->
                        MasterKeys.of(
                            new MasterKey("test", Secret.of("correct horse battery staple"))))
                .snapshotsIn(snapshots))
        .build();
  }

  static MetadataSyncRequest request() {
    return MetadataSyncRequest.from("central").withoutData();
  }
}
