package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What memory the sessions of a run are told to use. */
class MemoryBudgetIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  /** Each statement that builds writes down the settings of its session. */
  private static final String[] LISTENING = {
    "create table used (tag text, what text, work_mem text, index_mem text, hashes text,"
        + " workers text)",
    """
    create function use() returns event_trigger language plpgsql as $$
    begin
      insert into public.used
      select tag_, objid::regclass::text, current_setting('work_mem'),
        current_setting('maintenance_work_mem'), current_setting('hash_mem_multiplier'),
        current_setting('max_parallel_maintenance_workers')
      from (select command_tag as tag_, objid from pg_event_trigger_ddl_commands()
        where command_tag in ('CREATE TABLE AS', 'CREATE INDEX')) commands;
    end $$
    """,
    "create event trigger use on ddl_command_end execute function use()"
  };

  @Test
  void every_session_of_a_run_stays_within_its_share_of_the_budget() {
    try (AnalyticsDatabase database = AnalyticsDatabase.on(POSTGRES.database())) {
      SmallCountry.in(database.fixture());
      database.fixture().setting("keyAnalyticsPeriodYearsOffset", "20");
      database.fixture().dataElement("Any");
      database.fixture().dataValue("Any", "202401", CLINIC).value("1");
      database.execute(LISTENING);

      AnalyticsTableUpdate update =
          AnalyticsTableUpdate.full().memoryBudget(128L << 20).parallelism(2);
      assertThat(database.update(update).state()).isEqualTo(RunState.SUCCEEDED);

      assertThat(
              database.rows(
                  "select distinct work_mem, hashes from used where tag = 'CREATE TABLE AS'"
                      + " and what ~ '^analytics.*_temp$' and what !~ '^analytics_rs_'"
                      + " and what not in ('analytics_temp', 'analytics_completeness_temp',"
                      + " 'analytics_validationresult_temp')"))
          .containsExactly("32MB 1");
      assertThat(
              database.rows(
                  "select distinct index_mem, workers from used where tag = 'CREATE INDEX'"
                      + " and what ~ '^in_' and what !~ '_rs_'"))
          .contains("32MB 0");

      assertThatThrownBy(() -> database.update(update.parallelism(9)))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("144.0 MB for 9 sessions");
    }
  }
}
