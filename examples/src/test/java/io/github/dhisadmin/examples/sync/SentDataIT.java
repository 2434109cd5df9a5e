package io.github.dhisadmin.examples.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.error.AccessDeniedException;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.sync.DataSyncPreview.Part;
import io.github.dhisadmin.sync.DataSyncRequest;
import io.github.dhisadmin.sync.DataSyncResult;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.sync.SyncRun;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.StatementCount;
import io.github.dhisadmin.testkit.remote.RemoteRequest;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What leaves the database, and what does not. */
class SentDataIT {
  @RegisterExtension static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242();

  private static final String SKIP_BEFORE = "syncSkipSyncForDataChangedBefore";
  private static final DataSyncRequest EVERYTHING = DataSyncRequest.to(CentralServer.TARGET);

  private static Dhis2Fixture dhis2;

  private final CentralServer central = new CentralServer();
  private DhisAdmin admin;

  @BeforeAll
  static void data() throws SQLException {
    SyncedRows.in(DHIS2.dataSource());
    dhis2 = Dhis2Fixture.on(DHIS2.dataSource());
    dhis2.dataElement("HIV status").tracker();
    dhis2.program("Screening").stage("Screened", "HIV status");
    dhis2.singleEvent("s", "Screening", "Screened", "Clinic").dataValue("HIV status", "withheld 1");
    dhis2.trackedEntityAttribute("National id", "TEXT");
    dhis2.trackedEntityTypeAttribute("Person", "National id");
    dhis2.trackedEntity("asha", "Person", "Clinic").attribute("National id", "withheld 2");
    try (Connection connection = DHIS2.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update programstagedataelement set skipsynchronization = true where dataelementid ="
              + " (select dataelementid from dataelement where name = 'HIV status')");
      statement.execute(
          "update trackedentityattribute set skipsynchronization = true where name = 'National"
              + " id'");
    }
  }

  @BeforeEach
  void target() {
    dhis2.setting(SKIP_BEFORE, "1970-01-01T00:00:00.000");
    admin = CentralServer.admin(DHIS2.dataSource());
    central.addTo(admin, CentralServer.TARGET);
  }

  @AfterEach
  void close() {
    admin.sync().targets().remove(CentralServer.TARGET);
    admin.close();
    central.close();
  }

  @Test
  void unchanged_values_cost_one_query_and_no_upload() {
    admin.sync().data().run(SyncProcess.values());
    int uploads = central.server().requests("/api/dataValueSets").size();

    DataSyncResult second;
    List<String> statements;
    try (StatementCount count = DHIS2.dataSource().countStatements()) {
      second = admin.sync().data().run(SyncProcess.values());
      statements = List.copyOf(count.statements());
    }

    assertThat(statements)
        .filteredOn(sql -> sql.contains("from \"datavalue\"") || sql.contains("from datavalue"))
        .singleElement()
        .asString()
        .contains("lastupdated")
        .contains("order by");
    assertThat(second.isComplete()).isTrue();
    assertThat(central.server().requests("/api/dataValueSets")).hasSize(uploads);
  }

  @Test
  void second_run_sends_nothing_of_any_kind() {
    Map<SyncKind, Long> first = sent(admin.sync().data().run(EVERYTHING));
    int posts = posts().size();

    DataSyncResult second = admin.sync().data().run(EVERYTHING);

    assertThat(first).hasSize(4).allSatisfy((kind, rows) -> assertThat(rows).isPositive());
    assertThat(second.isComplete()).isTrue();
    assertThat(sent(second)).allSatisfy((kind, rows) -> assertThat(rows).isZero());
    assertThat(posts()).hasSize(posts);
  }

  @Test
  void what_is_not_to_be_synchronised_is_in_no_request() {
    DataSyncResult result = admin.sync().data().run(EVERYTHING);

    assertThat(result.isComplete()).isTrue();
    assertThat(central.server().stored(StoredKind.TRACKED_ENTITY)).hasSize(13);
    assertThat(posts())
        .anyMatch(post -> post.body().contains(dhis2.dataElement("Fever").uid()))
        .noneMatch(post -> post.body().contains("withheld"))
        .noneMatch(post -> post.body().contains(dhis2.dataElement("HIV status").uid()));
  }

  @Test
  void bound_keeps_old_data_of_all_kinds_here_until_it_is_lowered() {
    dhis2.setting(SKIP_BEFORE, "2026-01-01T00:00:00.000");
    Map<SyncKind, Long> kept = sent(admin.sync().data().run(EVERYTHING));
    dhis2.setting(SKIP_BEFORE, "1970-01-01T00:00:00.000");

    Map<SyncKind, Long> sent = sent(admin.sync().data().run(EVERYTHING));

    assertThat(kept).hasSize(4).allSatisfy((kind, rows) -> assertThat(rows).isZero());
    assertThat(sent)
        .containsEntry(SyncKind.DATA_VALUES, 120L)
        .containsEntry(SyncKind.REGISTRATIONS, 60L)
        .containsEntry(SyncKind.EVENT_PROGRAMS, 13L)
        .containsEntry(SyncKind.TRACKER_PROGRAMS, 13L);
  }

  @Test
  void preview_counts_and_shows_what_would_be_sent_and_sends_nothing() {
    List<Part> before = admin.sync().data().preview(EVERYTHING).parts();
    assertThat(central.server().requests()).isEmpty();
    assertThat(admin.sync().data().lastRuns(CentralServer.TARGET, 1)).isEmpty();

    DataSyncResult result = admin.sync().data().run(EVERYTHING);

    assertThat(before)
        .filteredOn(part -> part.kind() == SyncKind.DATA_VALUES)
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.rows()).isEqualTo(120);
              assertThat(part.samples()).hasSize(5).allMatch(key -> key.contains("."));
            });
    assertThat(before.stream().mapToLong(Part::rows).sum())
        .isEqualTo(result.runs().stream().mapToLong(run -> run.counts().sent()).sum());
    assertThat(admin.sync().data().preview(EVERYTHING).parts())
        .allMatch(part -> part.rows() == 0 && part.retries() == 0 && part.samples().isEmpty());
  }

  @Test
  void kind_that_is_being_sent_is_not_sent_a_second_time_at_once() {
    List<ConflictException> refused = new ArrayList<>();

    DataSyncResult first =
        admin
            .sync()
            .data()
            .run(SyncProcess.values(), RunControl.listening(progress -> refused.add(runAgain())));

    assertThat(first.isComplete()).isTrue();
    assertThat(refused)
        .isNotEmpty()
        .allSatisfy(conflict -> assertThat(conflict).hasMessageContaining("already"));
    assertThat(central.server().stored(StoredKind.DATA_VALUE)).hasSize(120);
  }

  @Test
  void caller_needs_the_authority_to_export_data() {
    try (DhisAdmin restricted =
        CentralServer.builder(DHIS2.dataSource())
            .accessPolicy(AccessPolicy.dhis2(() -> Set.of("F_SYSTEM_SETTING")))
            .build()) {
      assertThatThrownBy(() -> restricted.sync().data().run(EVERYTHING))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining("F_EXPORT_DATA");
      assertThatThrownBy(() -> restricted.sync().data().preview(EVERYTHING))
          .isInstanceOf(AccessDeniedException.class);
      assertThatThrownBy(
              () ->
                  restricted
                      .sync()
                      .data()
                      .retryFailures(CentralServer.TARGET, Set.of(SyncKind.DATA_VALUES)))
          .isInstanceOf(AccessDeniedException.class);
    }
    assertThat(central.server().requests()).isEmpty();
  }

  private ConflictException runAgain() {
    try {
      admin.sync().data().run(SyncProcess.values());
    } catch (ConflictException e) {
      return e;
    }
    throw new AssertionError("the kind was sent twice at once");
  }

  private List<RemoteRequest> posts() {
    return central.server().requests().stream()
        .filter(request -> request.method().equals("POST"))
        .toList();
  }

  private static Map<SyncKind, Long> sent(DataSyncResult result) {
    Map<SyncKind, Long> rows = new EnumMap<>(SyncKind.class);
    for (SyncRun run : result.runs()) {
      rows.merge(run.kind(), run.counts().sent(), Long::sum);
    }
    return rows;
  }
}
