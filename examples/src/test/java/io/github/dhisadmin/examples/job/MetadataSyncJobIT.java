package io.github.dhisadmin.examples.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.examples.metadata.MetadataServers;
import io.github.dhisadmin.examples.sync.CentralServer;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.MetadataSyncJobParameters;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Metadata versions are taken over by a job, without anybody who could be asked. */
class MetadataSyncJobIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private final MetadataServers servers = new MetadataServers();
  private JobBed bed;

  @BeforeEach
  void begin() {
    try (DhisAdmin admin = CentralServer.admin(POSTGRES.dataSource())) {
      servers.addTo(admin);
    }
    bed =
        JobBed.on(
            POSTGRES.dataSource(),
            builder ->
                builder
                    .sync(CentralServer.synchronisation())
                    .accessPolicy(AccessPolicy.dhis2(() -> Set.of("ALL"))));
    bed.start("puller");
  }

  @AfterEach
  void end() {
    bed.close();
    servers.close();
  }

  @Test
  void job_applies_versions_and_fails_when_one_is_refused() {
    servers.publish(1);
    Job job =
        bed.jobs()
            .create(
                JobDefinition.of(
                    JobTypes.META_DATA_SYNC,
                    "metadata",
                    new MetadataSyncJobParameters("", 1, 0, true)));

    bed.jobs().runNow(job.uid());
    bed.awaitRun(job, RunStatus.COMPLETED);
    assertThat(servers.local().stored(StoredKind.METADATA)).hasSize(1);

    servers.publish(2);
    servers.local().forget("Constant002");
    bed.jobs().runNow(job.uid());
    bed.awaitRun(job, RunStatus.FAILED);

    assertThat(
            bed.value(
                "select state from dhis_admin.sync_metadata_version where version_name ="
                    + " 'Version_2'"))
        .isEqualTo("FAILED");
    assertThat(bed.value("select count(*) from metadataversion")).isEqualTo("1");
  }
}
