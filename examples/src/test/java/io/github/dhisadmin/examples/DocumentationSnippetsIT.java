package io.github.dhisadmin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.IntegrityReport;
import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.integrity.CheckDifference;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.IntegrityHistory;
import io.github.dhisadmin.integrity.IntegrityRequest;
import io.github.dhisadmin.integrity.IntegrityResult;
import io.github.dhisadmin.integrity.ReportFormat;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.resourcetable.ResourceTableOutcome;
import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.resourcetable.ResourceTableUpdate;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.secret.MasterKey;
import io.github.dhisadmin.secret.MasterKeySource;
import io.github.dhisadmin.secret.MasterKeys;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.SyncTargets;
import io.github.dhisadmin.sync.TargetCheck;
import io.github.dhisadmin.sync.http.HttpSynchronisation;
import io.github.dhisadmin.testkit.demo.DemoData;
import io.github.dhisadmin.testkit.demo.Scale;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.remote.Dhis2Version;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.Fault;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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
  void synchronisation() {
    DataSource dataSource = DHIS2.dataSource();
    Map<String, String> vault = Map.of("dhis-admin", "correct horse battery staple");
    String password = "district";
    try (FakeDhis2 server = FakeDhis2.builder().user("amina", password, "ALL").start()) {
      String url = server.url().toString();

      // region synchronisation
      MasterKeySource keys =
          () -> MasterKeys.of(new MasterKey("2026", Secret.of(vault.get("dhis-admin"))));
      try (DhisAdmin admin =
          DhisAdmin.builder()
              .persistence(JooqPersistence.of(dataSource))
              .sync(HttpSynchronisation.with(keys))
              .build()) {
        SyncTargets targets = admin.sync().targets();
        targets.add("central", RemoteUrl.of(url), Credentials.basic("amina", Secret.of(password)));
        TargetCheck check = targets.test("central");
        System.out.println(check.message() + " " + check.warnings());
      }
      // endregion

      assertThat(server.requests("/api/system/ping")).hasSize(1);
    }
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
      for (CheckDifference difference : history.difference(before, now)) {
        System.out.println(difference.checkId() + ": " + difference.appeared().size() + " new");
      }
      history.keepNewest(50);
      // endregion

      assertThat(history.difference(before, now))
          .isNotEmpty()
          .allMatch(difference -> difference.appeared().isEmpty() && difference.gone().isEmpty());
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

  private static DhisAdmin admin() {
    return DhisAdmin.builder().persistence(JooqPersistence.of(DHIS2.dataSource())).build();
  }
}
