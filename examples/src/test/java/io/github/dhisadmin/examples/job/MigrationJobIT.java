package io.github.dhisadmin.examples.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.examples.sync.CentralServer;
import io.github.dhisadmin.examples.sync.Clerk;
import io.github.dhisadmin.job.DataMigrationJobParameters;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.MetadataMigrationJobParameters;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DataItemSet.Place;
import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.migration.MetadataKind;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Data and metadata are migrated by jobs, without anybody who could be asked. */
class MigrationJobIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final Clerk CLERK = new Clerk("amina", "Very-secret-1");
  private static final String OPV = "x3Do5e7g4Qo";
  private static final String UNIT = "DiszpKrYNg8";
  private static final String LOST_UNIT = "g8upMTyEZGZ";
  private static final PeriodType MONTHLY = PeriodType.named("Monthly").orElseThrow();

  private static final CentralServer OLD = new CentralServer();
  private static final CentralServer CENTRAL = new CentralServer();

  private JobBed bed;

  @BeforeAll
  static void configure() {
    try (DhisAdmin admin = CentralServer.admin(POSTGRES.dataSource())) {
      OLD.addTo(admin, "old");
      CENTRAL.addTo(admin, "central");
      admin
          .sync()
          .migration()
          .configurations()
          .save(
              new MigrationConfiguration(
                  "north",
                  "old",
                  "central",
                  List.of(
                      new DataItemSet(
                          "vaccines",
                          DataOrigin.RAW_VALUES,
                          MONTHLY,
                          new Place("ImspTQPwCqd", 4),
                          List.of(DataItem.same(OPV)),
                          null))));
    }
  }

  @BeforeEach
  void begin() {
    bed =
        JobBed.on(
            POSTGRES.dataSource(),
            builder ->
                builder
                    .sync(CentralServer.synchronisation())
                    .accessPolicy(AccessPolicy.dhis2(() -> Set.of("F_SCHEDULING_ADMIN"))));
    bed.start("migrator");
  }

  @AfterEach
  void end() {
    bed.close();
  }

  @AfterAll
  static void stop() {
    OLD.close();
    CENTRAL.close();
  }

  @Test
  void job_migrates_the_last_months_and_fails_when_a_value_is_refused()
      throws IOException, InterruptedException {
    LocalDate today = LocalDate.now(Clock.systemUTC());
    String lastMonth = MONTHLY.periodContaining(today).previous().isoId();
    String longAgo = MONTHLY.periodContaining(today.minusYears(1)).isoId();
    CLERK.enter(OLD.server(), OPV, UNIT, lastMonth, "7");
    CLERK.enter(OLD.server(), OPV, UNIT, longAgo, "8");
    try (DhisAdmin admin = CentralServer.admin(POSTGRES.dataSource())) {
      Job job =
          admin
              .jobs()
              .create(
                  JobDefinition.of(
                      JobTypes.DATA_MIGRATION,
                      "migration",
                      DataMigrationJobParameters.lastThreeMonths("north")));

      admin.jobs().runNow(job.uid());
      bed.awaitRun(job, RunStatus.COMPLETED);

      assertThat(CENTRAL.server().stored(StoredKind.DATA_VALUE))
          .extracting(each -> each.fields().get("period"))
          .containsExactly(lastMonth);

      CLERK.enter(OLD.server(), OPV, LOST_UNIT, lastMonth, "9");
      CENTRAL.server().forget(LOST_UNIT);
      admin.jobs().runNow(job.uid());
      bed.awaitRun(job, RunStatus.FAILED);

      assertThat(admin.jobs().history(job.uid(), 1).get(0).progress().messages())
          .anyMatch(message -> message.equals("DATA_UPLOAD: done 1, failed 1"));
      assertThat(CENTRAL.server().stored(StoredKind.DATA_VALUE)).hasSize(1);
    }
  }

  @Test
  void job_migrates_metadata_and_fails_when_an_object_is_refused() {
    OLD.server().hold("maps", "{\"id\":\"ZBjCfSaLSqD\",\"name\":\"ANC\"}");
    try (DhisAdmin admin = CentralServer.admin(POSTGRES.dataSource())) {
      Job job =
          admin
              .jobs()
              .create(
                  JobDefinition.of(
                      JobTypes.METADATA_MIGRATION,
                      "maps",
                      MetadataMigrationJobParameters.all("north", MetadataKind.MAPS)));

      admin.jobs().runNow(job.uid());
      bed.awaitRun(job, RunStatus.COMPLETED);

      assertThat(CENTRAL.server().find(StoredKind.METADATA, "maps/ZBjCfSaLSqD")).isPresent();

      CENTRAL.server().forget("ZBjCfSaLSqD");
      admin.jobs().runNow(job.uid());
      bed.awaitRun(job, RunStatus.FAILED);

      assertThat(admin.jobs().history(job.uid(), 1).get(0).progress().messages())
          .contains("METADATA_UPLOAD: done 0, failed 1");
    }
  }
}
