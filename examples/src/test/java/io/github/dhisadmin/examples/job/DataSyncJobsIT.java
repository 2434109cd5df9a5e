package io.github.dhisadmin.examples.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.examples.sync.CentralServer;
import io.github.dhisadmin.job.DataSyncJobParameters;
import io.github.dhisadmin.job.EventSyncJobParameters;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobType;
import io.github.dhisadmin.job.JobTypeDescription;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.job.TrackerSyncJobParameters;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.Fault;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Data are sent by jobs, which run without anybody who could be asked for an authority. */
class DataSyncJobsIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static CentralServer central;
  private static FakeDhis2 server;
  private static JobBed bed;

  @BeforeAll
  static void fill() {
    central = new CentralServer();
    server = central.server();
    Dhis2Fixture dhis2 = Dhis2Fixture.on(POSTGRES.dataSource());
    dhis2.dataElement("Cases");
    dhis2.dataElement("Fever").tracker();
    dhis2.dataValue("Cases", "202401", "Clinic").value("7");
    dhis2.dataSet("Monthly");
    dhis2.completeRegistration(
        "Monthly", "202401", "Clinic", LocalDateTime.parse("2024-02-03T08:00:00"));
    dhis2.program("Malaria").stage("Case", "Fever");
    dhis2.singleEvent("1", "Malaria", "Case", "Clinic");
    dhis2.program("Care").withRegistration("Person").stage("Visit", "Fever");
    dhis2.trackedEntity("Asha", "Person", "Clinic");
    dhis2.enrollment("asha", "Asha", "Care", "Clinic");
    dhis2.event("visit", "Visit", "asha", "Clinic");
    bed =
        JobBed.on(POSTGRES.dataSource(), builder -> builder.sync(CentralServer.synchronisation()));
    try (DhisAdmin admin = CentralServer.admin(POSTGRES.dataSource())) {
      central.addTo(admin, CentralServer.TARGET);
    }
  }

  @BeforeEach
  void start() {
    bed.start("sender");
  }

  @AfterEach
  void mend() {
    bed.clear();
    server.faults().clear();
  }

  @AfterAll
  static void close() {
    bed.close();
    central.close();
  }

  @Test
  void all_four_kinds_are_sent_by_jobs() {
    run(JobTypes.DATA_SYNC, DataSyncJobParameters.usual(), RunStatus.COMPLETED);
    run(JobTypes.EVENT_PROGRAMS_DATA_SYNC, EventSyncJobParameters.usual(), RunStatus.COMPLETED);
    run(JobTypes.TRACKER_PROGRAMS_DATA_SYNC, TrackerSyncJobParameters.usual(), RunStatus.COMPLETED);

    assertThat(server.stored(StoredKind.DATA_VALUE)).hasSize(1);
    assertThat(server.stored(StoredKind.REGISTRATION)).hasSize(1);
    assertThat(server.stored(StoredKind.TRACKED_ENTITY)).hasSize(1);
    assertThat(server.stored(StoredKind.ENROLLMENT)).hasSize(1);
    assertThat(server.stored(StoredKind.EVENT)).hasSize(2);
  }

  @Test
  void job_fails_when_the_server_cannot_be_reached_and_says_so() {
    server.faults().always("/api/system/ping", Fault.status(401));

    Job job =
        run(JobTypes.DATA_SYNC, new DataSyncJobParameters("central", 50, true), RunStatus.FAILED);

    assertThat(bed.jobs().history(job.uid(), 1).get(0).progress().messages())
        .anyMatch(message -> message.contains("ABORTED") && message.contains("credentials"));
  }

  @Test
  void job_fails_when_the_server_refuses_a_row_and_says_so() {
    try (CentralServer refusing = new CentralServer();
        DhisAdmin admin = CentralServer.admin(POSTGRES.dataSource())) {
      refusing.server().forget(Dhis2Fixture.on(POSTGRES.dataSource()).dataSet("Monthly").uid());
      refusing.addTo(admin, "refusing");

      Job job =
          run(
              JobTypes.DATA_SYNC,
              new DataSyncJobParameters("refusing", 50, false),
              RunStatus.FAILED);

      assertThat(bed.jobs().history(job.uid(), 1).get(0).progress().messages())
          .anyMatch(message -> message.contains("REGISTRATIONS: FAILED, sent: 1, rejected: 1"))
          .anyMatch(message -> message.contains("DATA_VALUES: SUCCEEDED"));
      admin.sync().targets().remove("refusing");
    }
  }

  @Test
  void callers_and_jobs_share_one_synchronisation() {
    AtomicInteger opened = new AtomicInteger();

    try (DhisAdmin admin =
        DhisAdmin.builder()
            .persistence(JooqPersistence.of(POSTGRES.dataSource()))
            .sync(
                environment -> {
                  opened.incrementAndGet();
                  return CentralServer.synchronisation().open(environment);
                })
            .build()) {
      assertThat(admin.sync().targets().list()).isNotEmpty();
      assertThat(admin.jobs().types()).extracting(JobTypeDescription::name).contains("DATA_SYNC");
    }

    assertThat(opened).hasValue(1);
  }

  @Test
  void page_size_beyond_the_limits_of_dhis2_is_refused_when_the_job_is_saved() {
    for (int rows : Set.of(49, 30_001)) {
      assertThatThrownBy(
              () ->
                  bed.jobs()
                      .create(
                          JobDefinition.of(
                              JobTypes.DATA_SYNC,
                              "pages of " + rows,
                              new DataSyncJobParameters("", rows, false))))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("pageSize");
    }
  }

  private static <P extends Record> Job run(JobType<P> type, P parameters, RunStatus end) {
    Job job =
        bed.jobs().create(JobDefinition.of(type, type.name() + " " + end + parameters, parameters));
    bed.jobs().runNow(job.uid());
    bed.awaitRun(job, end);
    return job;
  }
}
