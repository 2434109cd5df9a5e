package io.github.dhisadmin.core.internal.job.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.job.DelayOrigin;
import io.github.dhisadmin.job.FixedDelaySchedule;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobTypeDescription;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.ParameterDescription;
import io.github.dhisadmin.job.ParameterKind;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.job.TestJobParameters;
import io.github.dhisadmin.job.host.HostJobImport;
import io.github.dhisadmin.job.host.HostJobImport.Imported;
import io.github.dhisadmin.job.host.HostJobImport.Left;
import io.github.dhisadmin.job.host.HostJobRules;
import io.github.dhisadmin.spi.HostJobStore;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows of {@code jobconfiguration} as definitions; what is stored is as DHIS2 2.42 writes it. */
class HostJobImportsTest {
  private static final ZoneId KIGALI = ZoneId.of("Africa/Kigali");
  private static final HostJobRules RULES = HostJobRules.of(KIGALI);

  private final List<String> defined = new ArrayList<>();
  private final HostJobImports imports =
      new HostJobImports(
          () ->
              List.of(
                  new JobTypeDescription(
                      "ANALYTICS_TABLE",
                      "Rebuilds analytics tables.",
                      List.of(parameter("lastYears"), parameter("skipTableTypes"))),
                  new JobTypeDescription(
                      "EVENT_PROGRAMS_DATA_SYNC", "Sends events.", List.of(parameter("pageSize"))),
                  new JobTypeDescription(
                      "TRACKER_PROGRAMS_DATA_SYNC",
                      "Sends tracked entities.",
                      List.of(parameter("pageSize")))),
          (type, name, parameters) -> {
            defined.add(type + " " + name + " " + new TreeMap<>(parameters));
            return JobDefinition.of(JobTypes.TEST, name, TestJobParameters.nothing());
          });

  private static ParameterDescription parameter(String name) {
    return new ParameterDescription(
        name, ParameterKind.TEXT, "", false, null, null, null, List.of());
  }

  @Test
  void job_keeps_its_times_and_the_parameters_that_the_library_has() {
    Imported job =
        only(
            cron("0 0 3 ? * *"),
            "[\"org.hisp.dhis.scheduling.parameters.AnalyticsJobParameters\", {\"lastYears\": 3,"
                + " \"skipPrograms\": [\"java.util.HashSet\", [\"IpHINAT79UW\"]],"
                + " \"skipTableTypes\": [\"java.util.HashSet\", [\"COMPLETENESS\","
                + " \"ORG_UNIT_TARGET\"]]}]");

    assertThat(defined)
        .containsExactly(
            "ANALYTICS_TABLE nightly {lastYears=3, skipTableTypes=COMPLETENESS,ORG_UNIT_TARGET}");
    assertThat(job.ignored()).containsExactly("skipPrograms");
    assertThat(job.definition().schedule()).isEqualTo(Schedule.cron("0 0 3 ? * *", KIGALI));
    assertThat(job.definition().options().enabled()).isFalse();
  }

  @Test
  void delay_counts_from_the_start_as_in_the_server() {
    assertThat(only(trigger(null, 600, null), null).definition().schedule())
        .isEqualTo(new FixedDelaySchedule(Duration.ofMinutes(10), DelayOrigin.START));
  }

  @Test
  void marker_of_old_versions_is_no_schedule() {
    assertThat(only(cron("* * * * * ?"), "null").definition().schedule())
        .isEqualTo(Schedule.manual());
  }

  @Test
  void parameters_may_be_nothing_in_many_ways() {
    for (String nothing : List.of("null", "[]", "{}", "[\"org.hisp.dhis.Gone\", {}]")) {
      only(cron("0 0 3 ? * *"), nothing);
    }

    assertThat(defined).hasSize(4).containsOnly("ANALYTICS_TABLE nightly {}");
  }

  @Test
  void hours_in_parameters_are_those_of_the_server() {
    HostJobImports zoned =
        new HostJobImports(
            () ->
                List.of(
                    new JobTypeDescription(
                        "ANALYTICS_TABLE", "Rebuilds them.", List.of(parameter("zone")))),
            (type, name, parameters) -> {
              defined.add(parameters.toString());
              return JobDefinition.of(JobTypes.TEST, name, TestJobParameters.nothing());
            });

    zoned.of(List.of(row("ANALYTICS_TABLE", cron("0 0 3 ? * *"), null)), RULES);

    assertThat(defined).containsExactly("{zone=Africa/Kigali}");
  }

  @Test
  void old_job_for_all_programs_becomes_two_with_its_settings() {
    HostJobImport result =
        imports.of(
            List.of(
                row(
                    "PROGRAM_DATA_SYNC",
                    cron("0 0 3 ? * *"),
                    "[\"org.hisp.dhis.Gone\", {\"pageSize\": 30}]")),
            RULES);

    assertThat(defined)
        .containsExactly(
            "EVENT_PROGRAMS_DATA_SYNC nightly (EVENT_PROGRAMS_DATA_SYNC) {pageSize=30}",
            "TRACKER_PROGRAMS_DATA_SYNC nightly (TRACKER_PROGRAMS_DATA_SYNC) {pageSize=30}");
    assertThat(result.jobs())
        .extracting(job -> job.definition().schedule())
        .containsOnly(Schedule.cron("0 0 3 ? * *", KIGALI));
  }

  @Test
  void job_under_the_names_of_2_42_is_taken_over() {
    imports.of(
        List.of(
            row("SINGLE_EVENT_DATA_SYNC", cron("0 0 3 ? * *"), null),
            row("TRACKED_ENTITY_DATA_SYNC", cron("0 0 3 ? * *"), null)),
        RULES);

    assertThat(defined)
        .containsExactly(
            "EVENT_PROGRAMS_DATA_SYNC nightly {}", "TRACKER_PROGRAMS_DATA_SYNC nightly {}");
  }

  @Test
  void jobs_that_cannot_be_taken_over_are_left_with_the_reason() {
    HostJobImport result =
        imports.of(
            List.of(
                row("SMS_SEND", cron("0 0 3 ? * *"), null),
                row("ANALYTICS_TABLE", trigger("0 0 3 ? * *", null, "night"), null),
                row("ANALYTICS_TABLE", cron("every night"), null)),
            RULES);

    assertThat(result.jobs()).isEmpty();
    assertThat(result.left()).hasSize(3).extracting(Left::name).containsOnly("nightly");
    assertThat(result.left().get(0).why()).contains("type");
    assertThat(result.left().get(1).why()).contains("night");
  }

  private Imported only(HostJobStore.Trigger trigger, @Nullable String parameters) {
    HostJobImport result = imports.of(List.of(row("ANALYTICS_TABLE", trigger, parameters)), RULES);
    assertThat(result.left()).isEmpty();
    return result.jobs().get(0);
  }

  private static HostJobStore.Trigger cron(String expression) {
    return trigger(expression, null, null);
  }

  private static HostJobStore.Trigger trigger(
      @Nullable String cron, @Nullable Integer delay, @Nullable String queue) {
    return new HostJobStore.Trigger(null, cron, delay, queue, queue == null ? null : 0);
  }

  private static HostJobStore.Row row(
      String type, HostJobStore.Trigger trigger, @Nullable String parameters) {
    return new HostJobStore.Row(
        "jobUid00001",
        "nightly",
        type,
        trigger,
        new HostJobStore.State(true, "SCHEDULED", "COMPLETED", false, null, null),
        parameters);
  }
}
