package io.github.dhisadmin.sync.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.DataSyncRequest;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.sync.SyncRun;
import io.github.dhisadmin.sync.SyncRunState;
import io.github.dhisadmin.sync.internal.remote.RemoteBed;
import io.github.dhisadmin.sync.spi.OutgoingEvent;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Attribute;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Content;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Course;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.End;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.EndKind;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Enrollment;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Owner;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Place;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Relationship;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.State;
import io.github.dhisadmin.sync.spi.SyncWindow.Position;
import io.github.dhisadmin.testkit.remote.Dhis2Version;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.Fault;
import io.github.dhisadmin.testkit.remote.RemoteRequest;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sending of tracked entities to servers of every generation. */
class TrackerSyncTest {
  private static final String PROGRAM = "programCCCC";
  private static final String UNIT = "DiszpKrYNg8";
  private static final LocalDateTime MARCH = LocalDateTime.of(2026, 3, 1, 0, 0);
  private static final LocalDateTime JUNE = LocalDateTime.of(2026, 6, 15, 0, 0);

  private final InMemoryData data = new InMemoryData();
  private final InMemoryJournal journal = new InMemoryJournal();
  private FakeDhis2 server = FakeDhis2.start(Dhis2Version.V2_42);

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Dhis2Version.class)
  void tracked_entity_arrives_with_all_that_belongs_to_it(Dhis2Version version) {
    use(version);
    data.put(entity(1, enrollment(1, event(1, false), event(2, false))));

    SyncRun first = run();
    SyncRun second = run();

    assertThat(first.state()).as(first.message()).isEqualTo(SyncRunState.SUCCEEDED);
    assertThat(server.find(StoredKind.TRACKED_ENTITY, "entityUid01")).isPresent();
    assertThat(server.find(StoredKind.ENROLLMENT, "enrolUid001"))
        .hasValueSatisfying(
            enrolled -> assertThat(enrolled.fields()).containsEntry("program", PROGRAM));
    assertThat(server.stored(StoredKind.EVENT)).hasSize(2);
    // A tracked entity that was sent is not sent again.
    assertThat(second.counts().sent()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Dhis2Version.class)
  void what_was_deleted_is_deleted_there_and_the_rest_stays(Dhis2Version version) {
    use(version);
    data.put(entity(1, enrollment(1, event(1, false), event(2, false))));
    data.put(entity(2, enrollment(2, event(3, false))));
    data.put(entity(3, enrollment(3)));
    run();
    data.settle(LocalDateTime.of(2026, 7, 1, 0, 0));
    data.put(changed(entity(1, enrollment(1, event(1, true), event(2, false)))));
    data.put(changed(entity(2, deleted(enrollment(2, event(3, true))))));
    data.put(changed(deleted(entity(3, deleted(enrollment(3))))));

    SyncRun run = run();
    SyncRun again = run();

    assertThat(run.state()).as(run.message()).isEqualTo(SyncRunState.SUCCEEDED);
    assertThat(run.counts().sent()).isEqualTo(3);
    assertThat(again.counts().sent()).isZero();
    assertThat(server.find(StoredKind.EVENT, "eventUid001")).isEmpty();
    assertThat(server.find(StoredKind.EVENT, "eventUid002")).isPresent();
    assertThat(server.find(StoredKind.ENROLLMENT, "enrolUid002")).isEmpty();
    assertThat(server.find(StoredKind.TRACKED_ENTITY, "entityUid02")).isPresent();
    assertThat(server.find(StoredKind.TRACKED_ENTITY, "entityUid03")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Dhis2Version.class)
  void event_that_is_refused_keeps_its_tracked_entity_pending_and_no_other(Dhis2Version version) {
    use(version);
    data.put(entity(1, enrollment(1, event(1, "stageUnknwn", false), event(2, false))));
    data.put(entity(2, enrollment(2, event(3, false))));
    server.forget("stageUnknwn");

    SyncRun run = run();

    assertThat(run.state()).isEqualTo(SyncRunState.FAILED);
    assertThat(journal.failedKeys()).containsExactly("entityUid01");
    assertThat(server.find(StoredKind.EVENT, "eventUid002")).isPresent();
    assertThat(server.find(StoredKind.TRACKED_ENTITY, "entityUid02")).isPresent();
    server.learn("stageUnknwn");
    SyncRun next = run();
    assertThat(next.counts().sent()).isEqualTo(1);
    assertThat(next.state()).isEqualTo(SyncRunState.SUCCEEDED);
    assertThat(server.find(StoredKind.EVENT, "eventUid001")).isPresent();
  }

  @ParameterizedTest
  @EnumSource(Dhis2Version.class)
  void relationship_arrives_after_both_of_its_ends_and_is_deleted(Dhis2Version version) {
    use(version);
    data.put(entity(1, enrollment(1)));
    data.put(linked(entity(2, enrollment(2)), false));

    SyncRun run = run();
    assertThat(run.state()).as(run.message()).isEqualTo(SyncRunState.SUCCEEDED);
    assertThat(server.find(StoredKind.RELATIONSHIP, "linkUid0001")).isPresent();
    data.settle(LocalDateTime.of(2026, 7, 1, 0, 0));
    data.put(changed(linked(entity(2, enrollment(2)), true)));
    SyncRun deletion = run();

    assertThat(deletion.state()).as(deletion.message()).isEqualTo(SyncRunState.SUCCEEDED);
    assertThat(server.find(StoredKind.RELATIONSHIP, "linkUid0001")).isEmpty();
    assertThat(server.find(StoredKind.TRACKED_ENTITY, "entityUid02")).isPresent();
  }

  @Test
  void one_tracked_entity_that_is_refused_starves_none_behind_it() {
    data.put(inUnit(entity(1, enrollment(1)), "unitUnknown"));
    for (int row = 2; row <= 70; row++) {
      data.put(entity(row, enrollment(row)));
    }
    server.forget("unitUnknown");

    SyncRun run = run();

    assertThat(run.counts().accepted()).isEqualTo(69);
    assertThat(journal.failedKeys()).containsExactly("entityUid01");
  }

  @Test
  void program_that_is_refused_leaves_tracked_entities_without_a_program_alone() {
    data.put(entity(1, enrollment(1)));
    data.put(entity(2));
    server.forget(PROGRAM);

    List<SyncRun> runs = runs();

    assertThat(runs)
        .extracting(SyncRun::partition, SyncRun::state)
        .containsExactly(tuple("", SyncRunState.SUCCEEDED), tuple(PROGRAM, SyncRunState.FAILED));
  }

  @Test
  void attribute_that_is_not_to_be_synchronised_stops_the_run_before_it_is_on_the_wire() {
    OutgoingTrackedEntity entity = entity(1, enrollment(1));
    data.put(
        new OutgoingTrackedEntity(
            entity.position(),
            entity.uid(),
            entity.place(),
            entity.state(),
            new Content(
                List.of(new Attribute("secretAttr1", "Asha", true, false)),
                Set.of("secretAttr1"),
                entity.content().enrollments(),
                List.of())));

    assertThatThrownBy(this::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("Asha");
    assertThat(server.requests())
        .extracting(RemoteRequest::body)
        .noneMatch(body -> body.contains("Asha"));
  }

  @Test
  void attributes_go_where_the_server_looks_for_them() {
    data.put(entity(1, enrollment(1)));

    run();

    assertThat(attributes(StoredKind.TRACKED_ENTITY, "entityUid01"))
        .contains("typeAttr001", "bothAttr001", "otherAttr01")
        .doesNotContain("progAttr001");
    assertThat(attributes(StoredKind.ENROLLMENT, "enrolUid001"))
        .contains("progAttr001", "bothAttr001")
        .doesNotContain("typeAttr001", "otherAttr01");
  }

  private String attributes(StoredKind kind, String uid) {
    return String.valueOf(server.find(kind, uid).orElseThrow().fields().get("attributes"));
  }

  @Test
  void server_that_hides_the_tracker_is_sent_to_as_an_older_one() {
    use(Dhis2Version.V2_40);
    server.faults().always("/api/tracker", Fault.status(404));
    data.put(entity(1, enrollment(1, event(1, false))));

    SyncRun run = run();

    assertThat(run.state()).as(run.message()).isEqualTo(SyncRunState.SUCCEEDED);
    assertThat(server.find(StoredKind.EVENT, "eventUid001")).isPresent();
    assertThat(server.requests("/api/tracker")).hasSize(1);
  }

  @Test
  void answer_of_200_with_everything_rejected_is_no_success() {
    data.put(entity(1, enrollment(1)));
    server.forget(UNIT);

    SyncRun run = run();

    assertThat(run.state()).isEqualTo(SyncRunState.FAILED);
    assertThat(journal.failedKeys()).containsExactly("entityUid01");
  }

  private void use(Dhis2Version version) {
    server.close();
    server = FakeDhis2.start(version);
  }

  private SyncRun run() {
    return runs().get(1);
  }

  private List<SyncRun> runs() {
    return new DataSyncRun(
            DataSyncRequest.to("central").only(SyncKind.TRACKER_PROGRAMS),
            new StreamRun.Stores(data, journal),
            RemoteBed.client(server, Credentials.basic("admin", Secret.of("district"))),
            RemoteBed.CLOCK)
        .run(RunControl.none())
        .runs();
  }

  private static OutgoingTrackedEntity entity(int number, Enrollment... enrollments) {
    return new OutgoingTrackedEntity(
        new Position(MARCH, List.of((long) number)),
        "entityUid%02d".formatted(number),
        new Place("typeUid0001", UNIT, List.of(new Owner(PROGRAM, UNIT))),
        new State(MARCH, "amina", false, false, false),
        new Content(
            List.of(
                new Attribute("typeAttr001", "1", true, false),
                new Attribute("progAttr001", "2", false, true),
                new Attribute("bothAttr001", "3", true, true),
                new Attribute("otherAttr01", "4", false, false)),
            Set.of("secretAttr1"),
            List.of(enrollments),
            List.of()));
  }

  private static OutgoingTrackedEntity changed(OutgoingTrackedEntity entity) {
    return new OutgoingTrackedEntity(
        new Position(JUNE, entity.position().ids()),
        entity.uid(),
        entity.place(),
        entity.state(),
        entity.content());
  }

  private static OutgoingTrackedEntity deleted(OutgoingTrackedEntity entity) {
    return new OutgoingTrackedEntity(
        entity.position(),
        entity.uid(),
        entity.place(),
        new State(MARCH, "amina", false, false, true),
        entity.content());
  }

  private static OutgoingTrackedEntity inUnit(OutgoingTrackedEntity entity, String unit) {
    return new OutgoingTrackedEntity(
        entity.position(),
        entity.uid(),
        new Place(entity.place().type(), unit, List.of()),
        entity.state(),
        entity.content());
  }

  private static OutgoingTrackedEntity linked(OutgoingTrackedEntity entity, boolean deleted) {
    return new OutgoingTrackedEntity(
        entity.position(),
        entity.uid(),
        entity.place(),
        entity.state(),
        new Content(
            entity.content().attributes(),
            entity.content().withheld(),
            entity.content().enrollments(),
            List.of(
                new Relationship(
                    "linkUid0001",
                    "linkType001",
                    new End(EndKind.TRACKED_ENTITY, "entityUid01"),
                    new End(EndKind.TRACKED_ENTITY, entity.uid()),
                    deleted))));
  }

  private static Enrollment enrollment(int number, OutgoingEvent... events) {
    return new Enrollment(
        "enrolUid%03d".formatted(number),
        PROGRAM,
        UNIT,
        new Course("ACTIVE", MARCH, MARCH, null, null, "amina", false),
        List.of(),
        List.of(events),
        false);
  }

  private static Enrollment deleted(Enrollment enrollment) {
    return new Enrollment(
        enrollment.uid(),
        enrollment.program(),
        enrollment.organisationUnit(),
        enrollment.course(),
        enrollment.notes(),
        enrollment.events(),
        true);
  }

  private static OutgoingEvent event(int number, boolean deleted) {
    return event(number, "stageUid001", deleted);
  }

  private static OutgoingEvent event(int number, String stage, boolean deleted) {
    return new OutgoingEvent(
        new Position(MARCH, List.of((long) number)),
        "eventUid%03d".formatted(number),
        new OutgoingEvent.Place(PROGRAM, stage, UNIT, "HllvX50cXC0"),
        "COMPLETED",
        new OutgoingEvent.Course(MARCH, MARCH, MARCH, null, null, "amina"),
        new OutgoingEvent.Content("{\"a3kGcGDCuk6\":{\"value\":\"9\"}}", Set.of(), List.of()),
        deleted);
  }
}
