package io.github.dhisadmin.examples.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.MaintenanceJobParameters;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.testkit.demo.DemoData;
import io.github.dhisadmin.testkit.demo.Scale;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Maintenance by jobs, on a database of which little may be left. */
class MaintenanceJobsIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static JobBed bed;

  @BeforeAll
  static void fill() {
    DemoData.scale(Scale.SMALL).lastYear(2024).loadInto(POSTGRES.dataSource());
    bed = JobBed.on(POSTGRES.dataSource(), builder -> builder);
    bed.start("a");
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @Test
  void every_maintenance_operation_is_carried_out_by_jobs() {
    List<String> names =
        MaintenanceOperations.all().stream().map(MaintenanceOperation::name).toList();
    Job job = create("all", names, 1_000_000);

    bed.jobs().runNow(job.uid());

    List<String> messages = bed.awaitRun(job, RunStatus.COMPLETED).progress().messages();
    assertThat(messages)
        .extracting(message -> message.substring(0, message.indexOf(':')))
        .containsExactlyElementsOf(names);
    assertThat(messages).allMatch(message -> message.contains(": SUCCEEDED"));
  }

  @Test
  void operation_that_would_change_more_rows_than_wanted_is_left_out() {
    bed.execute("update organisationunit set path = '/' || uid where parentid is not null");
    String wrong = "select count(*) from organisationunit where length(path) = 12";
    String before = bed.value(wrong);
    Job job = create("limited", List.of("update-organisation-unit-paths"), 1);

    bed.jobs().runNow(job.uid());

    assertThat(bed.awaitRun(job, RunStatus.FAILED).error())
        .hasValueSatisfying(error -> assertThat(error).contains("more than the limit of 1"));
    assertThat(bed.value(wrong)).isEqualTo(before);
  }

  private static Job create(String name, List<String> operations, long maxRows) {
    return bed.jobs()
        .create(
            JobDefinition.of(
                JobTypes.MAINTENANCE, name, new MaintenanceJobParameters(operations, maxRows)));
  }
}
