package io.github.dhisadmin.examples.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A run that finds the disk full; the disk is one of a few megabytes that root can mount. */
class FullDiskIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  @TempDir(cleanup = CleanupMode.NEVER)
  static Path disk;

  private static AnalyticsDatabase database;
  private static boolean mounted;

  @BeforeAll
  static void build_tables() throws Exception {
    database = AnalyticsDatabase.on(POSTGRES.database());
    mounted =
        System.getProperty("dhisadmin.test.jdbcUrl") == null
            && succeeds("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString());
    assumeTrue(mounted, "only root can mount a small disk, and only for a server of this machine");
    Dhis2Fixture fixture = database.fixture();
    SmallCountry.in(fixture);
    // Ten years of days instead of 75.
    fixture.setting("keyAnalyticsPeriodYearsOffset", "20");
    fixture.dataElement("Notes").valueType("LONG_TEXT");
    for (String period : List.of("202201", "202301", "202401")) {
      fixture.dataValue("Notes", period, SmallCountry.CLINIC).value("short");
    }
    assertThat(database.update(AnalyticsDatabase.dataValues()).state())
        .isEqualTo(RunState.SUCCEEDED);
    database.execute("create tablespace small location '" + disk + "'");
  }

  @AfterAll
  static void give_the_disk_back() throws Exception {
    if (mounted) {
      database.clear();
      database.execute("drop tablespace if exists small");
      assertThat(succeeds("umount", disk.toString())).isTrue();
    }
    database.close();
    Files.deleteIfExists(disk);
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void run_that_finds_the_disk_full_says_so_leaves_nothing_and_can_be_repeated() throws Exception {
    writeLongNotes();
    Map<String, String> before = database.contents();
    try (AnalyticsDatabase onSmallDisk = AnalyticsDatabase.on(smallDisk())) {

      AnalyticsTableResult result =
          onSmallDisk.update(AnalyticsDatabase.dataValues().skipResourceTables());

      assertThat(result.state()).isEqualTo(RunState.FAILED);
      assertThat(result.types().get(0).error().orElseThrow())
          .contains("disk is full", "analytics_2023", "tablespace small", disk.toString());
      assertThat(database.contents()).isEqualTo(before);
      assertThat(database.leftovers()).isEmpty();
      assertThat(
              database.value(
                  "select count(*) from pg_class c join pg_tablespace t on t.oid = c.reltablespace"
                      + " where spcname = 'small'"))
          .as("relations on the small disk")
          .isEqualTo("0");

      assertThat(succeeds("mount", "-o", "remount,size=64m", disk.toString())).isTrue();
      assertThat(onSmallDisk.update(AnalyticsDatabase.dataValues().skipResourceTables()).state())
          .isEqualTo(RunState.SUCCEEDED);
      assertThat(database.value("select count(*) > 50 from analytics_2023")).isEqualTo("t");
    }
  }

  /** Of twelve months and all units; texts that are hardly smaller when they are compressed. */
  private static void writeLongNotes() {
    for (int month = 1; month <= 12; month++) {
      database.fixture().period("2023%02d".formatted(month));
    }
    database.execute(
        """
        insert into datavalue (dataelementid, periodid, sourceid, categoryoptioncomboid,
          attributeoptioncomboid, value, storedby, created, lastupdated, deleted, followup)
        select v.dataelementid, p.periodid, u.organisationunitid, v.categoryoptioncomboid,
          v.attributeoptioncomboid,
          (select string_agg(md5(p.periodid || ' ' || u.organisationunitid || ' ' || n), '')
            from generate_series(1, 1500) n),
          'admin', '2024-01-01', '2024-01-01', false, false
        from (select * from datavalue limit 1) v
        cross join (select periodid from period
          where startdate >= '2023-01-01' and enddate < '2024-01-01') p
        cross join organisationunit u
        on conflict do nothing
        """);
    // The periods are new to the resource tables.
    assertThat(
            database
                .update(AnalyticsDatabase.full().only(AnalyticsTableType.ORG_UNIT_TARGET))
                .state())
        .isEqualTo(RunState.SUCCEEDED);
  }

  /** Whose new tables are on the small disk. */
  private static PGSimpleDataSource smallDisk() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(POSTGRES.database().jdbcUrl());
    dataSource.setUser(POSTGRES.database().user());
    dataSource.setOptions("-c default_tablespace=small");
    return dataSource;
  }
}
