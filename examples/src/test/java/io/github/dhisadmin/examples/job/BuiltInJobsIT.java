package io.github.dhisadmin.examples.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.job.AnalyticsJobParameters;
import io.github.dhisadmin.job.ContinuousAnalyticsJobParameters;
import io.github.dhisadmin.job.DataIntegrityJobParameters;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobRun;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.LockExceptionCleanupJobParameters;
import io.github.dhisadmin.job.MaintenanceJobParameters;
import io.github.dhisadmin.job.MinMaxJobParameters;
import io.github.dhisadmin.job.NoParameters;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.testkit.demo.DemoData;
import io.github.dhisadmin.testkit.demo.Scale;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Job types that call the library's services, on a database with data. */
class BuiltInJobsIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static JobBed bed;

  private final DhisAdmin node = unattended();

  /** Nobody is logged in where jobs run, so that a policy that asks for a user must not matter. */
  private static DhisAdmin unattended() {
    return DhisAdmin.builder()
        .persistence(JooqPersistence.of(POSTGRES.dataSource()))
        .accessPolicy(AccessPolicy.dhis2(Set::of))
        .scheduler(JobBed.hurried("unattended"))
        .build();
  }

  @BeforeAll
  static void fill() {
    DemoData.scale(Scale.SMALL).lastYear(2024).loadInto(POSTGRES.dataSource());
    bed = JobBed.on(POSTGRES.dataSource(), builder -> builder);
  }

  @BeforeEach
  void start_a_node() {
    node.start();
  }

  @AfterEach
  void close_the_node() {
    node.close();
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @Test
  void tables_are_rebuilt_by_jobs() {
    Job resources =
        bed.jobs()
            .create(JobDefinition.of(JobTypes.RESOURCE_TABLE, "resources", new NoParameters()));
    Job analytics =
        bed.jobs()
            .create(
                JobDefinition.of(
                    JobTypes.ANALYTICS_TABLE, "analytics", AnalyticsJobParameters.full()));

    bed.jobs().runNow(resources.uid());
    bed.jobs().runNow(analytics.uid());
    JobRun resourceRun = bed.awaitRun(resources, RunStatus.COMPLETED);
    JobRun analyticsRun = bed.awaitRun(analytics, RunStatus.COMPLETED);

    assertThat(bed.value("select count(*) > 0 from analytics")).isEqualTo("t");
    assertThat(analyticsRun.progress().current())
        .hasValueSatisfying(progress -> assertThat(progress.percent()).isEqualTo(100));
    assertThat(
            resourceRun.finishedAt().orElseThrow().isBefore(analyticsRun.startedAt())
                || analyticsRun.finishedAt().orElseThrow().isBefore(resourceRun.startedAt()))
        .as("tables are built by one job at a time")
        .isTrue();
  }

  @Test
  void analytics_are_kept_fresh_by_jobs() {
    Job continuous =
        bed.jobs()
            .create(
                JobDefinition.of(
                    JobTypes.CONTINUOUS_ANALYTICS_TABLE,
                    "continuous",
                    ContinuousAnalyticsJobParameters.fullAfterMidnight(ZoneId.of("UTC"))));

    bed.jobs().runNow(continuous.uid());

    bed.awaitRun(continuous, RunStatus.COMPLETED);
    assertThat(bed.value("select count(*) > 0 from analytics")).isEqualTo("t");
  }

  @Test
  void integrity_is_checked_by_jobs() {
    DataIntegrityJobParameters parameters = DataIntegrityJobParameters.of("orgunits_orphaned");
    Job summary =
        bed.jobs().create(JobDefinition.of(JobTypes.DATA_INTEGRITY, "summary", parameters));
    Job details =
        bed.jobs().create(JobDefinition.of(JobTypes.DATA_INTEGRITY_DETAILS, "details", parameters));

    bed.jobs().runNow(summary.uid());
    bed.jobs().runNow(details.uid());
    bed.awaitRun(summary, RunStatus.COMPLETED);
    bed.awaitRun(details, RunStatus.COMPLETED);

    assertThat(bed.value("select count(*) from dhis_admin.integrity_run")).isEqualTo("2");
  }

  @Test
  void maintenance_and_statistics_are_done_by_jobs() {
    Job maintenance =
        bed.jobs()
            .create(
                JobDefinition.of(
                    JobTypes.MAINTENANCE,
                    "maintenance",
                    new MaintenanceJobParameters(
                        List.of("update-organisation-unit-paths"), 1_000)));
    Job statistics =
        bed.jobs()
            .create(JobDefinition.of(JobTypes.DATA_STATISTICS, "statistics", new NoParameters()));
    Job views =
        bed.jobs()
            .create(
                JobDefinition.of(
                    JobTypes.MATERIALIZED_SQL_VIEW_UPDATE, "views", new NoParameters()));
    Job locks =
        bed.jobs()
            .create(
                JobDefinition.of(
                    JobTypes.LOCK_EXCEPTION_CLEANUP,
                    "locks",
                    new LockExceptionCleanupJobParameters(6)));

    bed.jobs().runNow(maintenance.uid());
    bed.jobs().runNow(statistics.uid());
    bed.jobs().runNow(locks.uid());
    bed.jobs().runNow(views.uid());

    assertThat(bed.awaitRun(maintenance, RunStatus.COMPLETED).progress().messages())
        .singleElement()
        .asString()
        .contains("SUCCEEDED");
    bed.awaitRun(statistics, RunStatus.COMPLETED);
    assertThat(bed.awaitRun(views, RunStatus.COMPLETED).progress().messages())
        .singleElement()
        .asString()
        .contains("create-sql-views: SUCCEEDED");
    assertThat(bed.awaitRun(locks, RunStatus.COMPLETED).progress().messages())
        .containsExactly("Removed lock exceptions: 0");
  }

  @Test
  void bounds_are_computed_by_jobs() {
    Job bounds =
        bed.jobs()
            .create(
                JobDefinition.of(
                    JobTypes.MIN_MAX_GENERATION,
                    "bounds",
                    new MinMaxJobParameters(
                        Set.of(bed.value("select uid from dataset order by uid limit 1")),
                        Set.of(
                            bed.value("select uid from organisationunit where parentid is null")),
                        false)));

    bed.jobs().runNow(bounds.uid());

    assertThat(bed.awaitRun(bounds, RunStatus.COMPLETED).progress().messages())
        .singleElement()
        .asString()
        .contains("Bounds added: " + bed.value("select count(*) from minmaxdataelement"));
  }

  @Test
  void service_that_refuses_fails_the_job_with_its_words() {
    Job job =
        bed.jobs()
            .create(
                JobDefinition.of(
                    JobTypes.DATA_INTEGRITY,
                    "misspelt",
                    DataIntegrityJobParameters.of("orgunits_orphanned")));

    bed.jobs().runNow(job.uid());

    assertThat(bed.awaitRun(job, RunStatus.FAILED).error())
        .hasValueSatisfying(error -> assertThat(error).contains("orgunits_orphaned"));
  }
}
