package io.github.dhisadmin.sync.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.DataSyncRequest;
import io.github.dhisadmin.sync.DataSyncResult;
import io.github.dhisadmin.sync.SyncCounts;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.sync.SyncRun;
import io.github.dhisadmin.sync.SyncRunState;
import io.github.dhisadmin.sync.internal.remote.RemoteBed;
import io.github.dhisadmin.sync.spi.OutgoingEvent;
import io.github.dhisadmin.sync.spi.OutgoingEvent.Content;
import io.github.dhisadmin.sync.spi.OutgoingEvent.Course;
import io.github.dhisadmin.sync.spi.OutgoingEvent.Place;
import io.github.dhisadmin.sync.spi.OutgoingRegistration;
import io.github.dhisadmin.sync.spi.OutgoingValue;
import io.github.dhisadmin.sync.spi.OutgoingValue.Entry;
import io.github.dhisadmin.sync.spi.OutgoingValue.Origin;
import io.github.dhisadmin.sync.spi.OutgoingValue.Point;
import io.github.dhisadmin.sync.spi.SyncStream;
import io.github.dhisadmin.sync.spi.SyncWindow.Position;
import io.github.dhisadmin.testkit.remote.Dhis2Version;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.Fault;
import io.github.dhisadmin.testkit.remote.RemoteRequest;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sending of data to a server that stores them, refuses them and breaks down. */
class DataSyncRunTest {
  private static final String VALUES = "/api/dataValueSets";
  private static final String UNKNOWN_UNIT = "zzzzzzzzzzz";
  private static final SyncStream VALUE_STREAM =
      new SyncStream("central", SyncKind.DATA_VALUES, "");
  private static final LocalDateTime MARCH = LocalDateTime.of(2026, 3, 1, 0, 0);

  private final FakeDhis2 server =
      FakeDhis2.builder()
          .version(Dhis2Version.V2_42)
          .user("sync", "Very-secret-1", "F_DATAVALUE_ADD")
          .start();
  private final InMemoryData data = new InMemoryData();
  private final InMemoryJournal journal = new InMemoryJournal();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void first_run_takes_everything_and_the_next_only_what_changed() {
    LongStream.rangeClosed(1, 120).forEach(row -> data.put(value(row, MARCH, "1")));

    SyncRun first = runValues(request());
    data.settle(LocalDateTime.of(2026, 7, 1, 0, 0));
    data.put(value(7, LocalDateTime.of(2026, 6, 15, 0, 0), "2"));
    SyncRun second = runValues(request());
    data.settle(LocalDateTime.of(2026, 8, 1, 0, 0));
    SyncRun third = runValues(request());

    assertThat(first.counts()).isEqualTo(new SyncCounts(120, 120, 0, 0, 3, 1));
    assertThat(second.counts().sent()).isEqualTo(1);
    assertThat(third.counts().sent()).isZero();
    assertThat(third.state()).isEqualTo(SyncRunState.SUCCEEDED);
    assertThat(server.stored(StoredKind.DATA_VALUE)).hasSize(120);
  }

  @Test
  void row_that_is_refused_costs_no_other_row_its_delivery_and_keeps_the_watermark() {
    data.put(value(1, MARCH, UNKNOWN_UNIT, "1"));
    LongStream.rangeClosed(2, 120).forEach(row -> data.put(value(row, MARCH, "1")));
    server.forget(UNKNOWN_UNIT);

    SyncRun run = runValues(request());

    assertThat(run.state()).isEqualTo(SyncRunState.FAILED);
    assertThat(server.stored(StoredKind.DATA_VALUE)).hasSize(119);
    assertThat(journal.failedKeys()).hasSize(1);
    assertThat(journal.watermark(VALUE_STREAM)).isEmpty();
  }

  @Test
  void next_run_sends_only_what_was_refused_and_succeeds_when_it_is_taken() {
    data.put(value(1, MARCH, UNKNOWN_UNIT, "1"));
    LongStream.rangeClosed(2, 60).forEach(row -> data.put(value(row, MARCH, "1")));
    server.forget(UNKNOWN_UNIT);
    runValues(request());
    server.learn(UNKNOWN_UNIT);

    SyncRun run = runValues(request());

    assertThat(run.counts().sent()).isEqualTo(1);
    assertThat(run.state()).isEqualTo(SyncRunState.SUCCEEDED);
    assertThat(journal.watermark(VALUE_STREAM)).isPresent();
  }

  @Test
  void strict_run_sends_everything_again_after_a_refusal() {
    data.put(value(1, MARCH, UNKNOWN_UNIT, "1"));
    LongStream.rangeClosed(2, 60).forEach(row -> data.put(value(row, MARCH, "1")));
    server.forget(UNKNOWN_UNIT);
    runValues(request().strictly());
    server.learn(UNKNOWN_UNIT);

    SyncRun run = runValues(request().strictly());

    assertThat(run.counts().sent()).isGreaterThanOrEqualTo(60);
    assertThat(run.state()).isEqualTo(SyncRunState.SUCCEEDED);
  }

  @Test
  void server_that_cannot_be_asked_is_asked_three_times_and_sent_nothing() {
    data.put(value(1, MARCH, "1"));
    server.faults().always("/api/system/ping", Fault.status(503));

    SyncRun run = runValues(request());

    assertThat(run.state()).isEqualTo(SyncRunState.ABORTED);
    assertThat(run.counts().attempts()).isEqualTo(3);
    assertThat(server.requests("/api/system/ping")).hasSize(3);
    assertThat(server.requests(VALUES)).isEmpty();
    server.faults().clear();
    assertThat(runValues(request()).state()).isEqualTo(SyncRunState.SUCCEEDED);
  }

  @Test
  void refused_credentials_are_shown_once_for_all_kinds() {
    server.faults().always("/api/system/ping", Fault.status(401));

    DataSyncResult result = run(DataSyncRequest.to("central"), RunControl.none());

    assertThat(result.runs()).hasSize(6).allMatch(run -> run.state() == SyncRunState.ABORTED);
    assertThat(result.runs()).extracting(SyncRun::problemOrNull).containsOnly(RemoteProblem.AUTH);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void server_that_is_this_one_is_sent_nothing() {
    data.put(value(1, MARCH, "1"));
    data.identify("eed3d451-4ff5-4193-b951-ffcc68954299");

    assertThatThrownBy(() -> runValues(request()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("itself");
    assertThat(server.requests(VALUES)).isEmpty();
  }

  @Test
  void run_goes_on_where_the_server_was_lost() {
    LongStream.rangeClosed(1, 120).forEach(row -> data.put(value(row, MARCH, "1")));
    server.faults().pass(VALUES, 1).always(VALUES, Fault.dropBefore());
    SyncRun lost = runValues(request());
    server.faults().clear();

    SyncRun resumed = runValues(request());

    assertThat(lost.state()).isEqualTo(SyncRunState.ABORTED);
    assertThat(lost.counts().accepted()).isEqualTo(50);
    assertThat(resumed.counts().sent()).isEqualTo(70);
    assertThat(server.stored(StoredKind.DATA_VALUE)).hasSize(120);
  }

  @Test
  void connection_that_is_reset_after_the_import_leads_to_no_duplicates() {
    LongStream.rangeClosed(1, 50).forEach(row -> data.put(value(row, MARCH, "1")));
    server.faults().next(VALUES, Fault.resetAfter());

    SyncRun run = runValues(request());

    assertThat(run.state()).isEqualTo(SyncRunState.SUCCEEDED);
    assertThat(server.stored(StoredKind.DATA_VALUE)).hasSize(50);
  }

  @Test
  void row_that_the_server_breaks_down_on_is_alone_after_a_few_runs() {
    LongStream.rangeClosed(1, 120).forEach(row -> data.put(value(row, MARCH, "1")));
    data.put(value(60, MARCH, "breaks"));
    server
        .faults()
        .decide(
            request ->
                request.body().contains("breaks")
                    ? Optional.of(Fault.status(500))
                    : Optional.empty());

    SyncRun first = runValues(request());
    for (int run = 0; run < 3; run++) {
      runValues(request());
    }

    assertThat(first.state()).isEqualTo(SyncRunState.FAILED);
    assertThat(first.counts().accepted()).isEqualTo(70);
    assertThat(server.stored(StoredKind.DATA_VALUE)).hasSize(119);
    assertThat(journal.failedKeys()).hasSize(1);
  }

  @Test
  void row_that_changes_while_it_is_sent_is_sent_again() {
    data.put(value(1, MARCH, "1"));
    runValues(request());
    data.settle(LocalDateTime.of(2026, 7, 1, 0, 0));
    data.put(value(1, LocalDateTime.of(2026, 6, 1, 0, 0), "2"));

    runValues(request());

    assertThat(server.stored(StoredKind.DATA_VALUE).get(0).fields()).containsEntry("value", "2");
  }

  @Test
  void deleted_value_is_deleted_on_the_server() {
    data.put(value(1, MARCH, "1"));
    runValues(request());
    data.settle(LocalDateTime.of(2026, 7, 1, 0, 0));
    data.put(deleted(1, LocalDateTime.of(2026, 6, 15, 0, 0)));

    SyncRun run = runValues(request());

    assertThat(run.state()).isEqualTo(SyncRunState.SUCCEEDED);
    assertThat(server.stored(StoredKind.DATA_VALUE)).allMatch(stored -> stored.deleted());
  }

  @Test
  void file_is_not_sent_and_known_with_the_reason_and_the_rest_goes() {
    data.put(value(1, MARCH, "1"));
    OutgoingValue file = value(2, MARCH, "fileUid0001");
    data.put(
        new OutgoingValue(
            file.position(),
            file.point(),
            new Entry("fileUid0001", null, false, true),
            false,
            file.origin()));
    data.put(value(3, MARCH, "3"));

    SyncRun run = runValues(request());

    assertThat(run.counts().accepted()).isEqualTo(2);
    assertThat(run.counts().rejected()).isEqualTo(1);
    assertThat(journal.failedKeys()).containsExactly(file.key());
    assertThat(server.requests(VALUES))
        .extracting(RemoteRequest::body)
        .noneMatch(body -> body.contains("fileUid0001"));
  }

  @Test
  void mandatory_items_that_are_not_to_be_synchronised_are_warned_of_before_anything_is_sent() {
    data.withholdMandatory("attribute 'National id' of program 'Care'");

    assertThat(run(DataSyncRequest.to("central"), RunControl.none()).warnings())
        .anyMatch(warning -> warning.contains("National id") && warning.contains("2.42"))
        .anyMatch(
            warning ->
                warning.contains("sync")
                    && warning.contains("F_IGNORE_TRACKER_REQUIRED_VALUE_VALIDATION"));
    // Nothing is warned of that has nothing to do with what is sent.
    assertThat(run(request(), RunControl.none()).warnings()).isEmpty();
  }

  @Test
  void own_jobs_of_dhis2_that_send_the_same_data_are_warned_of() {
    data.compete("Nightly push");

    assertThat(run(request(), RunControl.none()).warnings())
        .singleElement()
        .asString()
        .contains("Nightly push", "disable");
  }

  @Test
  void refused_row_that_the_bound_keeps_out_since_is_forgotten_and_not_sent_again() {
    data.put(value(1, MARCH, UNKNOWN_UNIT, "1"));
    server.forget(UNKNOWN_UNIT);
    runValues(request());
    assertThat(journal.failedKeys()).hasSize(1);
    int uploads = server.requests(VALUES).size();
    data.skipChangedBefore(LocalDateTime.of(2026, 4, 1, 0, 0));

    SyncRun run = runValues(request());

    assertThat(run.state()).isEqualTo(SyncRunState.SUCCEEDED);
    assertThat(run.counts().sent()).isZero();
    assertThat(journal.failedKeys()).isEmpty();
    assertThat(server.requests(VALUES)).hasSize(uploads);
  }

  @Test
  void credentials_that_are_refused_in_the_middle_are_not_shown_for_the_next_kind() {
    data.put(value(1, MARCH, "1"));
    data.put(registration(1, "DiszpKrYNg8"));
    server.faults().always(VALUES, Fault.status(401));

    List<SyncRun> runs =
        run(
                DataSyncRequest.to("central").only(SyncKind.DATA_VALUES, SyncKind.REGISTRATIONS),
                RunControl.none())
            .runs();

    assertThat(runs)
        .hasSize(2)
        .allMatch(run -> run.state() == SyncRunState.ABORTED)
        .allMatch(run -> run.problemOrNull() == RemoteProblem.AUTH);
    assertThat(server.requests("/api/completeDataSetRegistrations")).isEmpty();
  }

  @Test
  void user_who_may_not_enter_data_values_is_warned_of() {
    try (FakeDhis2 strict =
        FakeDhis2.builder().user("sync", "Very-secret-1", "F_TRACKED_ENTITY_ADD").start()) {
      assertThat(run(strict, request(), RunControl.none()).warnings())
          .anyMatch(warning -> warning.contains("F_DATAVALUE_ADD"));
    }
  }

  @Test
  void page_that_is_too_large_is_sent_by_halves_and_one_row_that_is_too_large_is_refused() {
    LongStream.rangeClosed(1, 50).forEach(row -> data.put(value(row, MARCH, "1")));
    data.put(value(17, MARCH, "huge"));
    server
        .faults()
        .decide(
            request ->
                request.body().contains("huge")
                    ? Optional.of(Fault.proxyPage(413))
                    : Optional.empty());

    SyncRun run = runValues(request());

    assertThat(run.counts().accepted()).isEqualTo(49);
    assertThat(journal.failedKeys()).singleElement().asString().contains("element0017");
  }

  @Test
  void gateway_that_gives_up_waiting_gets_smaller_requests() {
    LongStream.rangeClosed(1, 50).forEach(row -> data.put(value(row, MARCH, "1")));
    server
        .faults()
        .decide(
            request ->
                request.body().split("dataElement", -1).length > 14
                    ? Optional.of(Fault.proxyPage(504))
                    : Optional.empty());

    SyncRun run = runValues(request());

    assertThat(run.state()).isEqualTo(SyncRunState.SUCCEEDED);
    assertThat(server.stored(StoredKind.DATA_VALUE)).hasSize(50);
  }

  @Test
  void bad_rows_are_found_when_the_server_does_not_say_which_they_are() {
    try (FakeDhis2 old = FakeDhis2.start(Dhis2Version.V2_36)) {
      LongStream.rangeClosed(1, 1_000).forEach(row -> data.put(value(row, MARCH, "1")));
      for (long bad : new long[] {3, 500, 998}) {
        data.put(value(bad, MARCH, "not a number"));
      }
      LongStream.rangeClosed(1, 1_000)
          .forEach(row -> old.takeNumbersOnly("element%04d".formatted(row)));

      SyncRun run =
          run(
                  old,
                  Credentials.basic("admin", Secret.of("district")),
                  DataSyncRequest.to("central")
                      .only(SyncKind.DATA_VALUES)
                      .pageSize(SyncKind.DATA_VALUES, 1_000),
                  RunControl.none())
              .runs()
              .get(0);

      assertThat(run.counts().accepted() + run.counts().unchanged()).isEqualTo(997);
      assertThat(journal.failedKeys()).hasSize(3);
      assertThat(old.requests(VALUES)).hasSizeLessThanOrEqualTo(64);
    }
  }

  @Test
  void server_that_keeps_failing_is_given_up_after_a_few_pages_and_the_rest_waits() {
    LongStream.rangeClosed(1, 1_000).forEach(row -> data.put(value(row, MARCH, "1")));
    server.faults().always(VALUES, Fault.status(500));

    SyncRun run = runValues(request());

    assertThat(run.state()).isEqualTo(SyncRunState.ABORTED);
    // Five pages, three attempts each.
    assertThat(server.requests(VALUES)).hasSize(15);
    assertThat(journal.watermark(VALUE_STREAM)).isEmpty();
    server.faults().clear();
    runValues(request());
    assertThat(server.stored(StoredKind.DATA_VALUE)).hasSize(1_000);
  }

  @Test
  void server_that_takes_a_page_now_and_then_is_not_given_up() {
    LongStream.rangeClosed(1, 350).forEach(row -> data.put(value(row, MARCH, "1")));
    Fault refused = Fault.status(409);
    server
        .faults()
        .next(VALUES, refused, refused, refused)
        .pass(VALUES, 1)
        .next(VALUES, refused, refused, refused);

    SyncRun run = runValues(request());

    assertThat(run.state()).isEqualTo(SyncRunState.FAILED);
    assertThat(server.stored(StoredKind.DATA_VALUE)).hasSize(50);
    assertThat(journal.failedKeys()).hasSize(300);
  }

  @Test
  void page_that_proxies_put_in_place_of_an_answer_is_no_success() {
    data.put(value(1, MARCH, "1"));
    server.faults().always(VALUES, Fault.proxyPage(200));

    SyncRun run = runValues(request());

    assertThat(run.state()).isEqualTo(SyncRunState.ABORTED);
    assertThat(run.problemOrNull()).isEqualTo(RemoteProblem.BAD_PROXY);
    assertThat(server.stored(StoredKind.DATA_VALUE)).isEmpty();
  }

  @Test
  void second_page_of_three_that_is_refused_leaves_the_watermark_and_the_other_pages() {
    LongStream.rangeClosed(1, 150).forEach(row -> data.put(value(row, MARCH, "1")));
    LongStream.rangeClosed(51, 100).forEach(row -> data.put(value(row, MARCH, UNKNOWN_UNIT, "1")));
    server.forget(UNKNOWN_UNIT);

    SyncRun run = runValues(request());

    assertThat(run.state()).isEqualTo(SyncRunState.FAILED);
    assertThat(server.stored(StoredKind.DATA_VALUE)).hasSize(100);
    assertThat(journal.failedKeys()).hasSize(50);
    assertThat(journal.watermark(VALUE_STREAM)).isEmpty();
  }

  @Test
  void values_that_arrive_while_pages_are_sent_are_sent_by_the_next_run() {
    LongStream.rangeClosed(1, 120).forEach(row -> data.put(value(row, MARCH, "1")));
    LocalDateTime later = LocalDateTime.of(2026, 6, 15, 0, 0);
    run(
        request(),
        new RunControl(progress -> data.put(value(500, later, "1")), new Cancellation()));
    data.settle(LocalDateTime.of(2026, 7, 1, 0, 0));

    SyncRun next = runValues(request());

    assertThat(next.counts().sent()).isEqualTo(1);
    assertThat(server.stored(StoredKind.DATA_VALUE)).hasSize(121);
  }

  @Test
  void rows_that_were_changed_before_the_bound_are_sent_of_no_kind() {
    data.put(value(1, MARCH, "1"));
    data.put(registration(1, "DiszpKrYNg8"));
    data.put(event(1, "programAAAA", false));
    data.skipChangedBefore(LocalDateTime.of(2026, 4, 1, 0, 0));

    DataSyncResult result = run(DataSyncRequest.to("central"), RunControl.none());

    assertThat(result.isComplete()).isTrue();
    assertThat(result.runs()).allMatch(run -> run.counts().sent() == 0);
  }

  @Test
  void registration_that_is_refused_among_others_stays_pending() {
    data.put(registration(1, "DiszpKrYNg8"));
    data.put(registration(2, UNKNOWN_UNIT));
    data.put(registration(3, "DiszpKrYNg8"));
    server.forget(UNKNOWN_UNIT);

    SyncRun run =
        run(DataSyncRequest.to("central").only(SyncKind.REGISTRATIONS), RunControl.none())
            .runs()
            .get(0);

    assertThat(run.state()).isEqualTo(SyncRunState.FAILED);
    assertThat(server.stored(StoredKind.REGISTRATION)).hasSize(2);
    assertThat(journal.failedKeys()).singleElement().asString().contains(UNKNOWN_UNIT);
  }

  @Test
  void program_that_is_refused_leaves_others_alone() {
    data.put(event(1, "programAAAA", false));
    data.put(event(2, "programBBBB", false));
    server.forget("programAAAA");

    List<SyncRun> runs =
        run(DataSyncRequest.to("central").only(SyncKind.EVENT_PROGRAMS), RunControl.none()).runs();

    assertThat(runs)
        .extracting(SyncRun::state)
        .containsExactly(SyncRunState.FAILED, SyncRunState.SUCCEEDED);
    assertThat(server.stored(StoredKind.EVENT)).hasSize(1);
  }

  @Test
  void event_that_was_deleted_here_and_there_counts_as_delivered() {
    data.put(event(1, "programAAAA", true));

    List<SyncRun> runs =
        run(DataSyncRequest.to("central").only(SyncKind.EVENT_PROGRAMS), RunControl.none()).runs();

    assertThat(runs).allMatch(run -> run.state() == SyncRunState.SUCCEEDED);
    assertThat(runs.get(0).counts().unchanged()).isEqualTo(1);
  }

  @Test
  void value_that_is_not_to_be_synchronised_stops_the_run_before_it_is_on_the_wire() {
    OutgoingEvent event = event(1, "programAAAA", false);
    data.put(
        new OutgoingEvent(
            event.position(),
            event.uid(),
            event.place(),
            event.status(),
            event.course(),
            new Content("{\"secretDE001\":{\"value\":\"Asha\"}}", Set.of("secretDE001"), List.of()),
            false));

    assertThatThrownBy(
            () ->
                run(DataSyncRequest.to("central").only(SyncKind.EVENT_PROGRAMS), RunControl.none()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("Asha");
    assertThat(server.requests())
        .extracting(RemoteRequest::body)
        .noneMatch(body -> body.contains("Asha"));
  }

  @Test
  void cancelled_run_is_remembered_as_aborted_and_goes_on_next_time() {
    LongStream.rangeClosed(1, 120).forEach(row -> data.put(value(row, MARCH, "1")));
    Cancellation cancellation = new Cancellation();

    assertThatThrownBy(
            () -> run(request(), new RunControl(progress -> cancellation.cancel(), cancellation)))
        .isInstanceOf(CancelledException.class);

    assertThat(journal.runs()).extracting(SyncRun::state).containsExactly(SyncRunState.ABORTED);
    assertThat(server.stored(StoredKind.DATA_VALUE)).hasSize(50);
    assertThat(runValues(request()).counts().sent()).isEqualTo(70);
  }

  private static DataSyncRequest request() {
    return DataSyncRequest.to("central")
        .only(SyncKind.DATA_VALUES)
        .pageSize(SyncKind.DATA_VALUES, 50);
  }

  private SyncRun runValues(DataSyncRequest request) {
    return run(request, RunControl.none()).runs().get(0);
  }

  private DataSyncResult run(DataSyncRequest request, RunControl control) {
    return run(server, request, control);
  }

  private DataSyncResult run(FakeDhis2 to, DataSyncRequest request, RunControl control) {
    return run(to, Credentials.basic("sync", Secret.of("Very-secret-1")), request, control);
  }

  private DataSyncResult run(
      FakeDhis2 to, Credentials credentials, DataSyncRequest request, RunControl control) {
    return new DataSyncRun(
            request,
            new StreamRun.Stores(data, journal),
            RemoteBed.client(to, credentials),
            RemoteBed.CLOCK)
        .run(control);
  }

  private static OutgoingValue value(long row, LocalDateTime changedAt, String content) {
    return value(row, changedAt, "DiszpKrYNg8", content);
  }

  private static OutgoingValue value(
      long row, LocalDateTime changedAt, String unit, String content) {
    return new OutgoingValue(
        new Position(changedAt, List.of(row)),
        point(row, unit),
        new Entry(content, null, false, false),
        false,
        new Origin("amina", MARCH));
  }

  private static OutgoingValue deleted(long row, LocalDateTime changedAt) {
    return new OutgoingValue(
        new Position(changedAt, List.of(row)),
        point(row, "DiszpKrYNg8"),
        new Entry("1", null, false, false),
        true,
        new Origin("amina", MARCH));
  }

  private static Point point(long row, String unit) {
    return new Point("element%04d".formatted(row), "202603", unit, "HllvX50cXC0", "HllvX50cXC0");
  }

  private static OutgoingRegistration registration(long row, String unit) {
    return new OutgoingRegistration(
        new Position(MARCH, List.of(1_000 + row)),
        new OutgoingRegistration.Point("dataset%04d".formatted(row), "202603", unit, "HllvX50cXC0"),
        MARCH.toLocalDate(),
        true,
        "amina",
        "amina");
  }

  private static OutgoingEvent event(long row, String program, boolean deleted) {
    return new OutgoingEvent(
        new Position(MARCH, List.of(2_000 + row)),
        "eventUid%03d".formatted(row),
        new Place(program, "stageUid001", "DiszpKrYNg8", "HllvX50cXC0"),
        "COMPLETED",
        new Course(MARCH, null, MARCH, null, null, "amina"),
        new Content("{\"a3kGcGDCuk6\":{\"value\":\"9\"}}", Set.of(), List.of()),
        deleted);
  }
}
