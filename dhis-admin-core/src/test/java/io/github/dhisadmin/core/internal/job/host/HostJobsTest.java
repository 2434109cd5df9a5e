package io.github.dhisadmin.core.internal.job.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.error.AccessDeniedException;
import io.github.dhisadmin.job.host.HostJobExplanation;
import io.github.dhisadmin.job.host.HostJobReport;
import io.github.dhisadmin.job.host.HostJobRules;
import io.github.dhisadmin.job.host.HostJobVerdict;
import io.github.dhisadmin.schema.SchemaFamily;
import io.github.dhisadmin.spi.HostJobStore;
import io.github.dhisadmin.spi.UserState;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostJobsTest {
  /** Noon of a Sunday in Kigali. */
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private static final HostJobRules RULES = HostJobRules.of(ZoneId.of("Africa/Kigali"));

  private static final HostJobImports NOTHING_IMPORTED =
      new HostJobImports(
          List::of,
          (type, name, parameters) -> {
            throw new AssertionError(type);
          });

  @ParameterizedTest
  @CsvSource({
    // Daily at three in Kigali, which is 01:00 in UTC.
    "0 0 3 * * ?, 2026-11-22T03:00:00, WAITING, 2026-11-23T01:00:00Z",
    // Today's was missed, and is too late by now.
    "0 0 3 * * ?, 2026-11-21T03:00:00, WAITING, 2026-11-23T01:00:00Z",
    // At nine: three hours late is not too late.
    "0 0 9 * * ?, 2026-11-21T09:00:00, DUE, 2026-11-22T07:00:00Z",
    "0 0 9 * * ?, 2026-11-22T09:00:00, WAITING, 2026-11-23T07:00:00Z",
    // Down for a week: the oldest that is not too late.
    "0 0 * * * ?, 2026-11-15T09:00:00, DUE, 2026-11-22T06:00:00Z",
    // Never run: a new job runs for the past.
    "0 0 9 * * ?,, DUE, 2026-11-22T07:00:00Z",
    "0 0 7 * * ?,, WAITING, 2026-11-23T05:00:00Z"
  })
  void cron_job_is_due_as_in_dhis2(
      String cron, @Nullable LocalDateTime lastExecuted, HostJobVerdict verdict, Instant due) {
    HostJobExplanation job = explain(new Row().cron(cron).lastExecuted(lastExecuted).build());

    assertThat(job.verdict()).isEqualTo(verdict);
    assertThat(job.due()).contains(due);
  }

  @ParameterizedTest
  @CsvSource({
    "600, 2026-11-22T11:55:00, WAITING, 2026-11-22T10:05:00Z",
    "600, 2026-11-22T11:00:00, DUE, 2026-11-22T09:10:00Z",
    "600,, DUE, 2026-11-22T10:00:00Z"
  })
  void delay_counts_from_the_last_start(
      int delay, @Nullable LocalDateTime lastExecuted, HostJobVerdict verdict, Instant due) {
    HostJobExplanation job = explain(new Row().delay(delay).lastExecuted(lastExecuted).build());

    assertThat(job.verdict()).isEqualTo(verdict);
    assertThat(job.due()).contains(due);
  }

  @ParameterizedTest
  @CsvSource({"'',", "'  ',", "* * * * * ?,", ",0", ",-5", ","})
  void nothing_makes_a_job_run_that_has_no_trigger(@Nullable String cron, @Nullable Integer delay) {
    HostJobExplanation job = explain(new Row().cron(cron).delay(delay).build());

    assertThat(job.verdict()).isEqualTo(HostJobVerdict.WITHOUT_TRIGGER);
    assertThat(job.due()).isEmpty();
  }

  @Test
  void job_to_be_run_at_once_is_due_whatever_its_schedule() {
    HostJobExplanation job =
        explain(
            new Row()
                .cron("0 0 3 * * ?")
                .schedulingType("ONCE_ASAP")
                .lastExecuted(LocalDateTime.parse("2026-11-22T03:00:00"))
                .build());

    assertThat(job.verdict()).isEqualTo(HostJobVerdict.DUE);
  }

  @Test
  void due_job_waits_for_the_end_of_another_of_its_type() {
    HostJobStore.Row due = new Row().name("A").cron("0 0 9 * * ?").build();
    HostJobStore.Row running = new Row().name("B").running("2026-11-22T11:59:00").build();

    HostJobExplanation job = report(due, running).jobs().get(0);

    assertThat(job.verdict()).isEqualTo(HostJobVerdict.BLOCKED);
    assertThat(job.reason()).contains("waits for 'B'");
    HostJobStore.Row other =
        new Row().type("RESOURCE_TABLE").running("2026-11-22T11:59:00").build();
    assertThat(report(due, other).jobs().get(0).verdict()).isEqualTo(HostJobVerdict.DUE);
  }

  @ParameterizedTest
  @CsvSource({"2026-11-22T11:50:00, RUNNING", "2026-11-22T11:49:59, STALE"})
  void run_is_stale_after_ten_minutes_of_silence(String lastAlive, HostJobVerdict verdict) {
    assertThat(explain(new Row().running(lastAlive).build()).verdict()).isEqualTo(verdict);
  }

  @Test
  void disabled_job_does_not_run() {
    HostJobExplanation job = explain(new Row().cron("0 0 9 * * ?").disabled().build());

    assertThat(job.verdict()).isEqualTo(HostJobVerdict.DISABLED);
  }

  @Test
  void only_the_head_of_a_queue_has_a_time() {
    HostJobReport report =
        report(
            new Row().name("A").cron("0 0 9 * * ?").queue("night", 0).build(),
            new Row().name("B").queue("night", 1).build());

    assertThat(report.jobs())
        .extracting(HostJobExplanation::verdict)
        .containsExactly(HostJobVerdict.DUE, HostJobVerdict.QUEUED);
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void gap_in_a_queue_is_a_problem() {
    HostJobReport report =
        report(
            new Row().name("A").cron("0 0 9 * * ?").queue("night", 0).build(),
            new Row().name("B").queue("night", 2).build());

    assertThat(report.problems()).singleElement().asString().contains("Queue night lacks");
  }

  @Test
  void broken_cron_expression_is_told_with_its_place_and_its_effect() {
    HostJobExplanation job = explain(new Row().cron("0 61 * * * ?").build());

    assertThat(job.verdict()).isEqualTo(HostJobVerdict.INVALID_CRON);
    assertThat(job.reason())
        .contains("field 2 (minutes), position 3")
        .contains("No job of any type starts");
  }

  @ParameterizedTest
  @CsvSource({
    "V2_42, DHIS_ADMIN_ANALYTICS, UNKNOWN_TYPE",
    "V2_42, '', UNKNOWN_TYPE",
    "V2_42, SINGLE_EVENT_DATA_SYNC, DUE",
    "V2_41, SINGLE_EVENT_DATA_SYNC, UNKNOWN_TYPE",
    "V2_41, EVENT_PROGRAMS_DATA_SYNC, DUE",
    "V2_42, EVENT_PROGRAMS_DATA_SYNC, UNKNOWN_TYPE",
    "V2_42, PUSH_ANALYSIS, DUE",
    "V2_43, PUSH_ANALYSIS, UNKNOWN_TYPE",
    "V2_43, TRACKER_TRIGRAM_INDEX_MAINTENANCE, DUE",
    "V2_40, LEADER_ELECTION, DUE",
    "V2_41, LEADER_ELECTION, UNKNOWN_TYPE",
    "V2_40, HOUSEKEEPING, UNKNOWN_TYPE"
  })
  void type_is_unknown_where_the_version_does_not_have_it(
      SchemaFamily server, String type, HostJobVerdict verdict) {
    HostJobStore.Row row = new Row().type(type).cron("0 0 9 * * ?").build();

    assertThat(report(server, true, row).jobs().get(0).verdict()).isEqualTo(verdict);
  }

  @Test
  void equal_schedules_of_one_type_are_a_problem_however_they_are_spelt() {
    HostJobReport report =
        report(
            new Row().name("A").cron("0 0 9 * * ?").build(),
            new Row().name("B").cron("0 0 9 ? * *").build(),
            new Row().name("C").type("RESOURCE_TABLE").cron("0 0 9 * * ?").build());

    assertThat(report.problems())
        .containsExactly(
            "Several jobs do the same at the same time, ANALYTICS_TABLE at 0 0 9 * * *: A, B.");
  }

  @Test
  void table_of_2_40_does_not_tell_what_runs() {
    HostJobReport report =
        report(
            SchemaFamily.V2_40,
            false,
            new Row().cron("0 0 3 * * ?").status("RUNNING").lastExecuted(at("03:00:00")).build());

    assertThat(report.jobs().get(0).verdict()).isEqualTo(HostJobVerdict.WAITING);
    assertThat(report.problems()).singleElement().asString().contains("in memory");
  }

  @Test
  void host_decides_who_may_ask() {
    DiagnosedHostJobs jobs =
        new DiagnosedHostJobs(
            new FakeHostJobs(
                () -> {
                  throw new AssertionError("read before the host was asked");
                }),
            SchemaFamily.V2_42,
            user -> UserState.UNKNOWN,
            AccessPolicy.dhis2(() -> Set.of("F_PERFORM_MAINTENANCE")),
            NOTHING_IMPORTED);

    assertThatThrownBy(() -> jobs.explain(RULES))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("F_SCHEDULING_ADMIN");
    assertThatThrownBy(() -> jobs.describe(RULES)).isInstanceOf(AccessDeniedException.class);
  }

  private static LocalDateTime at(String time) {
    return LocalDateTime.parse("2026-11-22T" + time);
  }

  private static HostJobExplanation explain(HostJobStore.Row row) {
    return report(row).jobs().get(0);
  }

  private static HostJobReport report(HostJobStore.Row... rows) {
    return report(SchemaFamily.V2_42, true, rows);
  }

  private static HostJobReport report(
      SchemaFamily server, boolean scheduledInDatabase, HostJobStore.Row... rows) {
    List<HostJobStore.Row> stored = Arrays.asList(rows);
    return new DiagnosedHostJobs(
            new FakeHostJobs(() -> new HostJobStore.Snapshot(NOW, scheduledInDatabase, stored)),
            server,
            user -> UserState.UNKNOWN,
            AccessPolicy.allowAll(),
            NOTHING_IMPORTED)
        .explain(RULES);
  }

  /** A job whose times are those of Kigali. */
  private static final class Row {
    private String name = "Nightly";
    private String type = "ANALYTICS_TABLE";
    private @Nullable String schedulingType = "CRON";
    private @Nullable String cron;
    private @Nullable Integer delay;
    private @Nullable String queue;
    private @Nullable Integer position;
    private boolean enabled = true;
    private String status = "SCHEDULED";
    private @Nullable LocalDateTime lastExecuted;
    private @Nullable LocalDateTime lastAlive;

    Row name(String value) {
      name = value;
      return this;
    }

    Row type(String value) {
      type = value;
      return this;
    }

    Row schedulingType(String value) {
      schedulingType = value;
      return this;
    }

    Row cron(@Nullable String value) {
      cron = value;
      return this;
    }

    Row delay(@Nullable Integer value) {
      delay = value;
      return this;
    }

    Row queue(String name, int place) {
      queue = name;
      position = place;
      return this;
    }

    Row disabled() {
      enabled = false;
      return this;
    }

    Row status(String value) {
      status = value;
      return this;
    }

    Row running(String alive) {
      lastAlive = LocalDateTime.parse(alive);
      return status("RUNNING").lastExecuted(at("01:00:00"));
    }

    Row lastExecuted(@Nullable LocalDateTime value) {
      lastExecuted = value;
      return this;
    }

    HostJobStore.Row build() {
      return new HostJobStore.Row(
          "uid00000001",
          name,
          type,
          new HostJobStore.Trigger(schedulingType, cron, delay, queue, position),
          new HostJobStore.State(enabled, status, "COMPLETED", false, lastExecuted, lastAlive),
          null);
    }
  }
}
