package io.github.dhisadmin.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.CronPreview;
import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.DiscrepancyReport;
import io.github.dhisadmin.IntegrityReport;
import io.github.dhisadmin.analytics.AnalyticsEstimate;
import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.cache.CacheCounters;
import io.github.dhisadmin.cache.CacheStatistics;
import io.github.dhisadmin.datalock.DataLockService;
import io.github.dhisadmin.datalock.LockExceptionFilter;
import io.github.dhisadmin.datalock.LockExceptionGrant;
import io.github.dhisadmin.datalock.LockExceptionGrantResult;
import io.github.dhisadmin.datalock.LockExplanation;
import io.github.dhisadmin.datalock.LockQuestion;
import io.github.dhisadmin.error.OutdatedPlanException;
import io.github.dhisadmin.integrity.CheckDifference;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.IntegrityHistory;
import io.github.dhisadmin.integrity.IntegrityRequest;
import io.github.dhisadmin.integrity.IntegrityResult;
import io.github.dhisadmin.integrity.ReportFormat;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.job.AnalyticsJobParameters;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobType;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.job.cron.CronExpression;
import io.github.dhisadmin.job.host.HostJobDefinition;
import io.github.dhisadmin.job.host.HostJobExplanation;
import io.github.dhisadmin.job.host.HostJobReport;
import io.github.dhisadmin.job.host.HostJobRules;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.maintenance.Confirmation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.MaintenancePlan;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.MaintenanceResult;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.migration.DiscrepancyFormat;
import io.github.dhisadmin.migration.MetadataKind;
import io.github.dhisadmin.migration.MetadataMigrationPlan;
import io.github.dhisadmin.migration.MetadataMigrationRequest;
import io.github.dhisadmin.migration.MetadataSelection;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.MigrationEvent;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationRunRecord;
import io.github.dhisadmin.migration.MigrationRuns;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.PruningPlan;
import io.github.dhisadmin.migration.PruningPlan.Pruning;
import io.github.dhisadmin.migration.Tolerance;
import io.github.dhisadmin.migration.ValidationResult;
import io.github.dhisadmin.minmax.MinMaxGeneration;
import io.github.dhisadmin.minmax.MinMaxResult;
import io.github.dhisadmin.minmax.MinMaxScope;
import io.github.dhisadmin.minmax.ValueOutsideBounds;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.resourcetable.ResourceTableOutcome;
import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.resourcetable.ResourceTableUpdate;
import io.github.dhisadmin.run.ByteSize;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.secret.MasterKey;
import io.github.dhisadmin.secret.MasterKeySource;
import io.github.dhisadmin.secret.MasterKeys;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.spi.CacheProbe;
import io.github.dhisadmin.spi.Persistence;
import io.github.dhisadmin.statistics.CountedObject;
import io.github.dhisadmin.statistics.DataStatistics;
import io.github.dhisadmin.statistics.StatisticsTrend;
import io.github.dhisadmin.statistics.StatisticsWindow;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.DataSyncRequest;
import io.github.dhisadmin.sync.DataSyncResult;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.SyncTargets;
import io.github.dhisadmin.sync.TargetCheck;
import io.github.dhisadmin.sync.http.HttpSynchronisation;
import io.github.dhisadmin.sync.metadata.MetadataSyncRequest;
import io.github.dhisadmin.sync.metadata.MetadataSyncResult;
import io.github.dhisadmin.sync.metadata.MetadataSyncService;
import io.github.dhisadmin.sync.rabbitmq.RabbitMq;
import io.github.dhisadmin.testkit.demo.DemoData;
import io.github.dhisadmin.testkit.demo.Scale;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.remote.Dhis2Version;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.Fault;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The Java code of the documents, between the marks that name it; it works when it is run. */
class DocumentationSnippetsIT {
  // region test-kit
  @RegisterExtension static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242();

  // endregion

  private final Consumer<Runnable> onShutdown = new ArrayList<Runnable>()::add;

  @BeforeAll
  static void fill() {
    DemoData.scale(Scale.SMALL).loadInto(DHIS2.dataSource());
  }

  @Test
  void readme() {
    DataSource dataSource = DHIS2.dataSource();

    // region readme
    try (DhisAdmin admin =
        DhisAdmin.builder().persistence(JooqPersistence.of(dataSource)).build()) {
      ResourceTableResult resources = admin.resourceTables().update(ResourceTableUpdate.all());
      AnalyticsTableResult analytics =
          admin.analytics().update(AnalyticsTableUpdate.lastYears(3).skipResourceTables());
      System.out.println(resources.state() + ", " + analytics.state());
      analytics.warnings().forEach(System.out::println);
    }
    // endregion
  }

  @Test
  void resource_tables() {
    try (DhisAdmin admin = admin()) {
      // region resource-tables
      ResourceTableResult result =
          admin
              .resourceTables()
              .update(ResourceTableUpdate.of(ResourceTable.ORGANISATION_UNIT_STRUCTURE));
      for (ResourceTableOutcome table : result.tables()) {
        System.out.println(table.name() + ": " + table.rows() + " rows, " + table.action());
      }
      // endregion

      assertThat(result.state()).as(result.toString()).isEqualTo(RunState.SUCCEEDED);
    }
  }

  @Test
  void analytics_tables() {
    try (DhisAdmin admin = admin()) {
      // region analytics-tables
      Cancellation cancellation = new Cancellation();
      onShutdown.accept(cancellation::cancel);
      AnalyticsTableResult result =
          admin
              .analytics()
              .update(
                  AnalyticsTableUpdate.lastYears(3).skipOutliers(),
                  new RunControl(
                      step -> System.out.println(step.percent() + "% " + step.stage()),
                      cancellation));
      // endregion

      assertThat(result.state()).as(result.toString()).isEqualTo(RunState.SUCCEEDED);
    }
  }

  @Test
  void analytics_estimate() {
    try (DhisAdmin admin = admin()) {
      // region analytics-estimate
      AnalyticsTableUpdate update = AnalyticsTableUpdate.full().skipOutliers();
      AnalyticsEstimate estimate = admin.analytics().estimate(update);
      estimate
          .types()
          .forEach(
              type ->
                  System.out.println(
                      type.type() + ": " + type.rows() + " rows, " + new ByteSize(type.bytes())));
      System.out.println("Disk needed: " + new ByteSize(estimate.neededBytes()));
      estimate.duration().ifPresent(duration -> System.out.println("Takes: " + duration));
      // endregion

      assertThat(estimate.neededBytes()).isPositive();
    }
  }

  @Test
  void synchronisation() {
    DataSource dataSource = DHIS2.dataSource();
    Function<String, String> vault = name -> "correct horse battery staple of " + name;
    String password = "district";
    try (FakeDhis2 server = FakeDhis2.builder().user("amina", password, "ALL").start()) {
      String url = server.url().toString();

      // region synchronisation
      MasterKeySource keys =
          () -> MasterKeys.of(new MasterKey("2026", Secret.of(vault.apply("dhis-admin"))));
      try (DhisAdmin admin =
          DhisAdmin.builder()
              .persistence(JooqPersistence.of(dataSource))
              .sync(HttpSynchronisation.with(keys))
              .build()) {
        SyncTargets targets = admin.sync().targets();
        targets.add("central", RemoteUrl.of(url), Credentials.basic("amina", Secret.of(password)));
        TargetCheck check = targets.test("central");
        System.out.println(check.message() + " " + check.warnings());

        DataSyncResult sent = admin.sync().data().run(DataSyncRequest.to("central"));
        sent.runs().forEach(run -> System.out.println(run.kind() + " " + run.state()));
        admin.sync().data().failures("central", 100).forEach(System.out::println);
      }
      // endregion

      assertThat(server.requests("/api/system/ping")).hasSize(2);
    }
  }

  @Test
  void metadata_synchronisation(@TempDir Path directory) {
    DataSource dataSource = DHIS2.dataSource();
    MasterKeySource keys =
        () -> MasterKeys.of(new MasterKey("2026", Secret.of("correct horse battery staple")));
    String password = "district";
    try (FakeDhis2 central =
            FakeDhis2.builder().user("sync", password, "F_METADATA_MANAGE").start();
        FakeDhis2 local =
            FakeDhis2.builder()
                .user("sync", password, "F_METADATA_IMPORT")
                .systemId("the system here")
                .start()) {
      central
          .metadataVersions()
          .publish("Version_1", "ATOMIC", "2026-01-01T08:00:00", "{\"constants\":[]}");
      String centralUrl = central.url().toString();
      String localUrl = local.url().toString();

      // region metadata-synchronisation
      try (DhisAdmin admin =
          DhisAdmin.builder()
              .persistence(JooqPersistence.of(dataSource))
              .sync(HttpSynchronisation.with(keys).snapshotsIn(directory))
              .build()) {
        Credentials sync = Credentials.basic("sync", Secret.of(password));
        admin.sync().targets().add("national", RemoteUrl.of(centralUrl), sync);
        admin.sync().targets().add("local", RemoteUrl.of(localUrl), sync);

        MetadataSyncService metadata = admin.sync().metadata();
        MetadataSyncRequest request = MetadataSyncRequest.from("national").withoutData();
        System.out.println(metadata.preflight(request).problems());
        metadata.preview("national").forEach(next -> System.out.println(next.conflicts()));

        MetadataSyncResult result = metadata.run(request);
        System.out.println(result.state() + " " + result.applied() + " " + result.message());
      }
      // endregion

      assertThat(local.requests("/api/metadata")).hasSize(1);
    }
  }

  @Test
  void migration() {
    DataSource dataSource = DHIS2.dataSource();
    MasterKeySource keys =
        () -> MasterKeys.of(new MasterKey("2026", Secret.of("correct horse battery staple")));
    String password = "district";
    Executor executor = Runnable::run;
    StringWriter page = new StringWriter();
    try (FakeDhis2 old = FakeDhis2.builder().user("sync", password, "F_DATAVALUE_ADD").start();
        FakeDhis2 next = FakeDhis2.builder().user("sync", password, "ALL").start()) {
      old.hold("dashboards", "{\"id\":\"nghVC4wtyzi\",\"name\":\"Immunisation\"}");
      String oldUrl = old.url().toString();
      String newUrl = next.url().toString();

      // region migration
      try (DhisAdmin admin =
          DhisAdmin.builder()
              .persistence(JooqPersistence.of(dataSource))
              .sync(HttpSynchronisation.with(keys))
              .build()) {
        Credentials sync = Credentials.basic("sync", Secret.of(password));
        admin.sync().targets().add("old", RemoteUrl.of(oldUrl), sync);
        admin.sync().targets().add("new", RemoteUrl.of(newUrl), sync);

        MigrationService migration = admin.sync().migration();
        DataItemSet vaccines =
            new DataItemSet(
                "vaccines",
                DataOrigin.RAW_VALUES,
                PeriodType.named("Monthly").orElseThrow(),
                new DataItemSet.Place("ImspTQPwCqd", 4),
                List.of(new DataItem("s46m5MS0hxu", "fbfJHSPpUQD"), DataItem.same("x3Do5e7g4Qo")),
                null);
        migration
            .configurations()
            .save(new MigrationConfiguration("north", "old", "new", List.of(vaccines)));

        MetadataMigrationRequest dashboard =
            MetadataMigrationRequest.of(
                "north", MetadataSelection.of(MetadataKind.DASHBOARDS, "nghVC4wtyzi"), "ada");
        MetadataMigrationPlan plan = migration.planMetadata(dashboard, RunControl.none());
        plan.unmapped().forEach(System.out::println);
        migration.migrateMetadata(dashboard);
        migration.work("worker-1", executor, RunControl.none());

        DataMigrationRequest quarter =
            new DataMigrationRequest("north", List.of(), List.of(Period.of("2026Q1")), "ada");
        MigrationRun run = migration.migrateData(quarter);
        migration.work("worker-1", executor, RunControl.none());
        migration.tasks().counts(run.id()).forEach(System.out::println);

        ValidationResult compared =
            migration.validation().run(quarter, Tolerance.NONE, RunControl.none());
        DiscrepancyReport.of(migration.validation(), compared).write(DiscrepancyFormat.HTML, page);
      }
      // endregion

      assertThat(next.find(StoredKind.METADATA, "dashboards/nghVC4wtyzi")).isPresent();
      assertThat(old.requests("/api/dataValueSets")).hasSize(6);
      assertThat(page.toString()).contains("\"matched\":0,\"total\":0");
    }
  }

  @Test
  void migration_events() {
    DataSource dataSource = DHIS2.dataSource();
    MasterKeySource keys =
        () -> MasterKeys.of(new MasterKey("2026", Secret.of("correct horse battery staple")));

    // region migration-events
    HttpSynchronisation sync =
        HttpSynchronisation.with(keys)
            .migrationListener(
                event -> {
                  if (event instanceof MigrationEvent.RunEnded end && end.ended().failed() > 0) {
                    System.out.println("Tell " + end.ended().requestedBy() + " of " + end.run());
                  }
                });
    // endregion

    try (DhisAdmin admin =
        DhisAdmin.builder().persistence(JooqPersistence.of(dataSource)).sync(sync).build()) {
      MigrationService migration = admin.sync().migration();
      // region migration-runs
      MigrationRuns runs = migration.runs();
      for (MigrationRunRecord each : runs.list("north", MigrationRuns.NEWEST, 20)) {
        System.out.println(each.kind() + " " + each.state() + " " + each.transferred());
      }
      runs.audit("north", MigrationRuns.NEWEST, 20).forEach(System.out::println);
      PruningPlan plan = runs.plan(Pruning.of("north", Duration.ofDays(90)));
      System.out.println(plan.loss());
      runs.prune(plan, "ada");
      // endregion

      assertThat(plan.before()).isBefore(Instant.parse("2200-01-01T00:00:00Z"));
    }
  }

  @Test
  void rabbitmq() {
    MasterKeySource keys =
        () -> MasterKeys.of(new MasterKey("2026", Secret.of("correct horse battery staple")));
    String brokerUrl = "amqps://rabbit.example.org/dhis2";
    Secret brokerPassword = Secret.of("Very-secret-1");

    // region rabbitmq
    RabbitMq broker = RabbitMq.at(brokerUrl, "dhis-admin", brokerPassword).named("hmis");
    HttpSynchronisation sync = HttpSynchronisation.with(keys).migratingThrough(broker);
    // endregion

    assertThat(broker).hasToString("RabbitMQ at rabbit.example.org:5671, virtual host dhis2");
    assertThat(sync).isNotNull();
  }

  @Test
  void fake_server() {
    // region fake-server
    try (FakeDhis2 server = FakeDhis2.start(Dhis2Version.V2_42)) {
      server.forget("zzzzzzzzzzz");
      server.faults().next("/api/dataValueSets", Fault.resetAfter(), Fault.proxyPage(502));
      // … the code under test sends values to server.url() …
      System.out.println(server.stored(StoredKind.DATA_VALUE));
    }
    // endregion
  }

  @Test
  void integrity() {
    try (DhisAdmin admin = admin()) {
      // region integrity
      IntegrityResult result = admin.integrity().details(CheckSelection.byDefault());
      for (CheckOutcome outcome : result.outcomes()) {
        System.out.println(outcome.check().id() + ": " + outcome.status() + ", " + outcome.count());
        outcome.issues().forEach(issue -> System.out.println("  " + issue.name()));
      }
      // endregion

      assertThat(result.state()).as(result.toString()).isEqualTo(RunState.SUCCEEDED);
    }
  }

  @Test
  void integrity_history() {
    StringWriter writer = new StringWriter();
    try (DhisAdmin admin = admin()) {
      // region integrity-history
      IntegrityRequest request = IntegrityRequest.of(CheckSelection.of("seed")).storeIssues();
      long before = admin.integrity().details(request, RunControl.none()).runId();
      long now = admin.integrity().details(request, RunControl.none()).runId();
      IntegrityHistory history = admin.integrity().history();
      for (CheckDifference difference : history.difference(before, now, 100)) {
        System.out.println(difference.checkId() + ": " + difference.appearedCount() + " new");
      }
      history.keepNewest(50);
      // endregion

      assertThat(history.difference(before, now, 100))
          .isNotEmpty()
          .allMatch(difference -> difference.appearedCount() == 0 && difference.goneCount() == 0);
      IntegrityResult result = admin.integrity().details(request, RunControl.none());

      // region integrity-report
      IntegrityReport.details(result)
          .failingAt(Severity.SEVERE)
          .withTrends(Map.of("orgunits_orphaned", history.trend("orgunits_orphaned", 20)))
          .write(ReportFormat.HTML, writer);
      // endregion

      assertThat(writer.toString()).endsWith("</html>\n");
    }
  }

  @Test
  void cron() {
    // region cron
    CronExpression expression = CronExpression.of("0 30 2 * * MON-FRI");
    System.out.println(expression.explain());
    CronPreview preview = CronPreview.of(expression, ZoneId.of("Africa/Kigali"));
    preview.next(Instant.parse("2026-11-22T00:00:00Z"), 3).forEach(System.out::println);
    // endregion

    assertThat(preview.next(Instant.parse("2026-11-22T00:00:00Z"), 1))
        .containsExactly(ZonedDateTime.parse("2026-11-23T02:30+02:00[Africa/Kigali]"));
  }

  @Test
  void host_jobs() {
    try (DhisAdmin admin = admin()) {
      // region host-jobs
      HostJobReport report = admin.hostJobs().explain(HostJobRules.of(ZoneId.of("Africa/Kigali")));
      for (HostJobExplanation job : report.jobs()) {
        System.out.println(job.job().name() + ": " + job.verdict() + ". " + job.reason());
      }
      report.problems().forEach(System.out::println);
      // endregion

      assertThat(report.problems()).isEmpty();

      // region host-job-created
      admin
          .hostJobs()
          .create(
              HostJobDefinition.cron("PREDICTOR", "Predictions", CronExpression.of("0 0 4 * * *"))
                  .parameters(Map.of("relativeStart", "-30", "predictorGroups", "UoHtHHXw6E9")),
              HostJobRules.of(ZoneId.of("Africa/Kigali")));
      // endregion
    }
  }

  /** Who is greeted. */
  record Greeting(String name) {}

  @Test
  void scheduler() {
    DataSource dataSource = DHIS2.dataSource();

    // region scheduler
    JobType<Greeting> greet = JobType.of("GREET", Greeting.class, "Greets somebody.");
    DhisAdmin admin =
        DhisAdmin.builder()
            .persistence(JooqPersistence.of(dataSource))
            .job(greet, (run, greeting) -> run.message("Hello, " + greeting.name()))
            .build();
    ZoneId zone = ZoneId.of("Africa/Kigali");
    admin
        .jobs()
        .create(
            JobDefinition.of(
                    JobTypes.ANALYTICS_TABLE, "nightly", AnalyticsJobParameters.lastYears(3))
                .on(Schedule.cron("0 0 3 * * *", zone)));
    Job hello = admin.jobs().create(JobDefinition.of(greet, "hello", new Greeting("Ama")));
    admin.jobs().runNow(hello.uid());
    admin.start();
    // endregion

    admin.close();
    assertThat(admin.jobs().find("nightly").flatMap(Job::dueAt)).isPresent();
  }

  @Test
  void maintenance() {
    Dhis2Fixture.on(DHIS2.dataSource()).period("195001");
    try (DhisAdmin admin = admin()) {
      // region maintenance
      MaintenanceRequest<?> request = MaintenanceOperations.PRUNE_PERIODS.request();
      MaintenancePlan plan = admin.maintenance().plan(request);
      plan.blockers().forEach(each -> System.out.println(each.name() + ": " + each.detail()));
      if (plan.total() < 10_000) {
        MaintenanceResult result =
            admin.maintenance().execute(request, Confirmation.of(plan).upTo(10_000));
        System.out.println(result.state() + " " + result.counts());
      }
      // endregion

      assertThat(plan.total()).isPositive();
      assertThat(admin.maintenance().plan(request).isEmpty()).isTrue();
      assertThat(admin.maintenance().lastRuns(1).get(0).done()).isEqualTo(plan.counts());
      assertThatThrownBy(() -> admin.maintenance().execute(request, Confirmation.of(plan)))
          .isInstanceOf(OutdatedPlanException.class);
      assertThat(admin.maintenance().lastRuns(1).get(0).state()).isEqualTo(RunState.FAILED);
    }
  }

  @Test
  void statistics() {
    try (DhisAdmin admin = admin()) {
      // region statistics
      DataStatistics statistics = admin.statistics().takeSnapshot();
      statistics
          .objects()
          .forEach((kind, count) -> System.out.println(kind.dhis2Name() + ": " + count.total()));
      System.out.println(statistics.within(StatisticsWindow.TODAY).dataValues());
      LocalDate today = statistics.at().toLocalDate();
      for (StatisticsTrend trend : admin.statistics().trend(today.minusDays(30), today)) {
        System.out.println(trend.measure() + ": " + trend.change());
      }
      // endregion

      assertThat(statistics.countOf(CountedObject.DATA_VALUE))
          .hasValueSatisfying(count -> assertThat(count.total()).isPositive());
      assertThat(admin.statistics().trend(today, today)).isNotEmpty();
    }
  }

  @Test
  void lock_exceptions() throws SQLException {
    List<String> dataSets = uids("select uid from dataset order by datasetid limit 1");
    List<String> organisationUnits =
        uids(
            "select uid from organisationunit join datasetsource on sourceid = organisationunitid"
                + " where datasetid = (select min(datasetid) from dataset) order by 1 limit 3");
    try (DhisAdmin admin = admin()) {
      // region lock-exceptions
      DataLockService locks = admin.dataLocks();
      LockExceptionGrant grant =
          LockExceptionGrant.of(dataSets, List.of("202501", "202502"), organisationUnits);
      LockExceptionGrantResult planned = locks.previewAdd(grant);
      if (planned.added() < 10_000) {
        locks.add(grant);
      }
      LockExplanation explanation =
          locks.explain(LockQuestion.of(dataSets.get(0), "202501", organisationUnits.get(0)));
      explanation
          .verdicts()
          .forEach(verdict -> System.out.println(verdict.rule() + ": " + verdict.reason()));
      // endregion

      assertThat(locks.list(LockExceptionFilter.all(), 100)).hasSize((int) planned.added());
      assertThat(explanation.verdicts()).hasSize(6);
    }
  }

  @Test
  void min_max_values() throws SQLException {
    List<String> dataSets = uids("select uid from dataset");
    List<String> organisationUnits =
        uids("select uid from organisationunit where parentid is null");
    try (DhisAdmin admin = admin()) {
      // region min-max-values
      MinMaxScope scope = MinMaxScope.subtree(dataSets, organisationUnits);
      MinMaxGeneration generation = MinMaxGeneration.of(scope).factor(2.5);
      MinMaxResult planned = admin.minMaxValues().preview(generation);
      if (planned.removed() == 0) {
        admin.minMaxValues().generate(generation);
      }
      for (ValueOutsideBounds found : admin.minMaxValues().outside(scope, 100)) {
        System.out.println(found.value() + " is off by " + found.distance());
      }
      // endregion

      assertThat(planned.added()).isPositive();
      assertThat(admin.minMaxValues().preview(generation).unchanged()).isEqualTo(planned.added());
    }
  }

  @Test
  void caches() {
    Persistence persistence = JooqPersistence.of(DHIS2.dataSource());
    Map<String, String> users = new ConcurrentHashMap<>(Map.of("admin", "session"));
    // region caches
    CacheProbe sessions =
        new CacheProbe() {
          @Override
          public String name() {
            return "sessions";
          }

          @Override
          public CacheCounters counters() {
            return new CacheCounters(users.size(), 0, 0, 0, 0, Duration.ZERO, 0);
          }

          @Override
          public void invalidateAll() {
            users.clear();
          }
        };
    try (DhisAdmin admin = DhisAdmin.builder().persistence(persistence).cache(sessions).build()) {
      for (CacheStatistics cache : admin.caches().caches()) {
        System.out.println(cache.name() + ": " + cache.counters().hitRate());
      }
      admin.caches().clear("sessions");
      admin.caches().clearAll();
    }
    // endregion

    assertThat(users).isEmpty();
  }

  private static List<String> uids(String query) throws SQLException {
    try (Connection connection = DHIS2.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> uids = new ArrayList<>();
      while (rows.next()) {
        uids.add(rows.getString(1));
      }
      return uids;
    }
  }

  private static DhisAdmin admin() {
    return DhisAdmin.builder().persistence(JooqPersistence.of(DHIS2.dataSource())).build();
  }
}
