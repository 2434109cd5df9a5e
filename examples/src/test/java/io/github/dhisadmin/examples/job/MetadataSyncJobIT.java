package io.github.dhisadmin.examples.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.MetadataSyncJobParameters;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.secret.MasterKey;
import io.github.dhisadmin.secret.MasterKeys;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.http.HttpSynchronisation;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Metadata versions are taken over by a job, without anybody who could be asked. */
class MetadataSyncJobIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private FakeDhis2 central;
  private FakeDhis2 local;
  private JobBed bed;

  @BeforeEach
  void begin() {
    central = FakeDhis2.builder().user("sync", "Very-secret-1", "F_METADATA_MANAGE").start();
    local =
        FakeDhis2.builder()
            .user("sync", "Very-secret-1", "F_METADATA_IMPORT")
            .systemId("here")
            .start();
    MasterKey key = new MasterKey("2026", Secret.of("correct horse battery staple"));
    HttpSynchronisation sync = HttpSynchronisation.with(() -> MasterKeys.of(key));
    try (DhisAdmin admin =
        DhisAdmin.builder()
            .persistence(JooqPersistence.of(POSTGRES.dataSource()))
            .sync(sync)
            .build()) {
      Credentials credentials = Credentials.basic("sync", Secret.of("Very-secret-1"));
      admin.sync().targets().add("central", RemoteUrl.of(central.url().toString()), credentials);
      admin.sync().targets().add("local", RemoteUrl.of(local.url().toString()), credentials);
    }
    bed =
        JobBed.on(
            POSTGRES.dataSource(),
            builder -> builder.sync(sync).accessPolicy(AccessPolicy.dhis2(() -> Set.of("ALL"))));
    bed.start("puller");
  }

  @AfterEach
  void end() {
    bed.close();
    central.close();
    local.close();
  }

  @Test
  void job_applies_versions_and_fails_when_one_is_refused() {
    publish(1);
    Job job =
        bed.jobs()
            .create(
                JobDefinition.of(
                    JobTypes.META_DATA_SYNC,
                    "metadata",
                    new MetadataSyncJobParameters("", 1, 0, true)));

    bed.jobs().runNow(job.uid());
    bed.awaitRun(job, RunStatus.COMPLETED);
    assertThat(local.stored(StoredKind.METADATA)).hasSize(1);

    publish(2);
    local.forget("Constant002");
    bed.jobs().runNow(job.uid());
    bed.awaitRun(job, RunStatus.FAILED);

    assertThat(
            bed.value(
                "select state from dhis_admin.sync_metadata_version where version_name ="
                    + " 'Version_2'"))
        .isEqualTo("FAILED");
    assertThat(bed.value("select count(*) from metadataversion")).isEqualTo("1");
  }

  private void publish(int number) {
    central
        .metadataVersions()
        .publish(
            "Version_" + number,
            "ATOMIC",
            "2026-01-0" + number + "T08:00:00.000",
            "{\"constants\":[{\"id\":\"Constant00" + number + "\",\"name\":\"C\"}]}");
  }
}
