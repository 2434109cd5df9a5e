package io.github.dhisadmin.sync.internal.remote;

import static io.github.dhisadmin.sync.internal.remote.RemoteBed.UNKNOWN_UNIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.sync.RowState;
import io.github.dhisadmin.testkit.remote.Dhis2Version;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What became of each row, by the import reports of every generation of servers. */
class RowOutcomesTest {
  private static final String UNIT = "DiszpKrYNg8";

  @ParameterizedTest
  @EnumSource(Dhis2Version.class)
  void values_that_are_refused_are_told_from_those_that_are_not(Dhis2Version version) {
    List<String> units = List.of(UNIT, UNKNOWN_UNIT, UNIT, UNKNOWN_UNIT);
    try (RemoteBed bed = RemoteBed.of(version)) {
      ImportOutcome outcome =
          bed.client().importValues(RemoteBed.values(units), RemoteBed.rows(units));

      assertThat(outcome.rows())
          .extracting(RowOutcome::state)
          .containsExactly(
              RowState.ACCEPTED, RowState.REJECTED, RowState.ACCEPTED, RowState.REJECTED);
      assertThat(outcome.rows().get(1).reason().orElseThrow().message())
          .contains("Organisation unit not found");
      assertThat(bed.server().stored(StoredKind.DATA_VALUE)).hasSize(2);
    }
  }

  @Test
  void reason_of_a_refused_value_has_code_and_property_where_the_server_gives_them() {
    List<String> units = List.of(UNKNOWN_UNIT);
    try (RemoteBed bed = RemoteBed.of(Dhis2Version.V2_42)) {
      ImportOutcome outcome =
          bed.client().importValues(RemoteBed.values(units), RemoteBed.rows(units));

      assertThat(outcome.rows().get(0).reason())
          .hasValue(
              new RowOutcome.Reason(
                  "E7612",
                  "Organisation unit not found or not accessible: `zzzzzzzzzzz`",
                  "orgUnit"));
    }
  }

  @Test
  void values_are_unknown_when_the_conflict_explains_another_number_of_rows() {
    List<String> units = List.of(UNIT, UNKNOWN_UNIT);
    try (RemoteBed bed = RemoteBed.of(Dhis2Version.V2_36)) {
      List<SentRow> unnamed = List.of(new SentRow(Set.of(UNIT)), new SentRow(Set.of("other")));

      ImportOutcome outcome = bed.client().importValues(RemoteBed.values(units), unnamed);

      assertThat(outcome.rows()).extracting(RowOutcome::state).containsOnly(RowState.UNKNOWN);
      assertThat(outcome.isVague()).isTrue();
    }
  }

  @Test
  void values_are_unknown_when_the_conflict_names_more_of_them_than_were_ignored() {
    List<String> units = List.of(UNIT, UNKNOWN_UNIT);
    try (RemoteBed bed = RemoteBed.of(Dhis2Version.V2_36)) {
      List<SentRow> bothNamed =
          List.of(
              new SentRow(Set.of("elementAAAA", UNKNOWN_UNIT)),
              new SentRow(Set.of("elementBBBB", UNKNOWN_UNIT)));

      ImportOutcome outcome = bed.client().importValues(RemoteBed.values(units), bothNamed);

      assertThat(outcome.rows()).extracting(RowOutcome::state).containsOnly(RowState.UNKNOWN);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Dhis2Version.class,
      names = {"V2_40", "V2_41", "V2_42"})
  void values_that_are_ignored_without_a_conflict_are_unchanged(Dhis2Version version) {
    List<String> units = List.of(UNIT, UNIT);
    try (RemoteBed bed = RemoteBed.of(version)) {
      Dhis2Remote remote = bed.client();
      remote.importValues(RemoteBed.values(units), RemoteBed.rows(units));

      ImportOutcome again = remote.importValues(RemoteBed.values(units), RemoteBed.rows(units));

      assertThat(again.rows()).extracting(RowOutcome::state).containsOnly(RowState.UNCHANGED);
    }
  }

  @Test
  void importer_that_crashed_leaves_every_row_unknown() {
    try (RemoteBed bed = RemoteBed.of(Dhis2Version.V2_42)) {
      ImportOutcome outcome =
          bed.client().importValues("{\"dataValues\": [", RemoteBed.rows(List.of(UNIT)));

      assertThat(outcome.rows()).extracting(RowOutcome::state).containsExactly(RowState.UNKNOWN);
      assertThat(outcome.rows().get(0).reason().orElseThrow().message())
          .contains("The import process failed");
    }
  }

  @ParameterizedTest
  @EnumSource(Dhis2Version.class)
  void registration_that_is_refused_in_a_batch_called_success_is_refused(Dhis2Version version) {
    try (RemoteBed bed = RemoteBed.of(version)) {
      ImportOutcome outcome =
          bed.client()
              .importRegistrations(
                  """
                  {"completeDataSetRegistrations":[
                   {"dataSet":"pBOMPrpg1QX","period":"202103","organisationUnit":"zzzzzzzzzzz"},
                   {"dataSet":"pBOMPrpg1QX","period":"202103","organisationUnit":"DiszpKrYNg8"}]}""",
                  List.of(
                      new SentRow(Set.of("pBOMPrpg1QX", "202103", UNKNOWN_UNIT)),
                      new SentRow(Set.of("pBOMPrpg1QX", "202103", UNIT))));

      assertThat(outcome.rows())
          .extracting(RowOutcome::state)
          .containsExactly(RowState.REJECTED, RowState.ACCEPTED);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Dhis2Version.class, mode = EnumSource.Mode.EXCLUDE, names = "V2_36")
  void tracker_objects_below_a_refused_one_are_refused_whatever_the_status(Dhis2Version version) {
    SentObject good = new SentObject(SentObject.Type.TRACKED_ENTITY, "TeiUid00001", null);
    SentObject bad = new SentObject(SentObject.Type.TRACKED_ENTITY, "TeiUid00002", null);
    SentObject child = new SentObject(SentObject.Type.ENROLLMENT, "EnrUid00002", bad);
    SentObject grandchild = new SentObject(SentObject.Type.EVENT, "EvtUid00002", child);
    try (RemoteBed bed = RemoteBed.of(version)) {
      ImportOutcome outcome =
          bed.client()
              .importTracker(
                  """
                  {"trackedEntities":[{"trackedEntity":"TeiUid00001","orgUnit":"DiszpKrYNg8"},
                   {"trackedEntity":"TeiUid00002","orgUnit":"zzzzzzzzzzz","enrollments":[
                    {"enrollment":"EnrUid00002","orgUnit":"DiszpKrYNg8","events":[
                     {"event":"EvtUid00002","orgUnit":"DiszpKrYNg8"}]}]}]}""",
                  List.of(good, bad, child, grandchild));

      assertThat(outcome.rows())
          .extracting(RowOutcome::state)
          .containsExactly(
              RowState.ACCEPTED, RowState.REJECTED, RowState.REJECTED, RowState.REJECTED);
      assertThat(outcome.rows().get(1).reason().orElseThrow().code()).isEqualTo("E1049");
      assertThat(outcome.rows().get(3).reason().orElseThrow().message()).contains("refused");
    }
  }

  @Test
  void tracker_import_that_is_ok_with_everything_refused_delivers_nothing() {
    SentObject event = new SentObject(SentObject.Type.EVENT, "EvtUid00001", null);
    try (RemoteBed bed = RemoteBed.of(Dhis2Version.V2_42)) {
      ImportOutcome outcome =
          bed.client()
              .importTracker(
                  "{\"events\":[{\"event\":\"EvtUid00001\",\"orgUnit\":\"zzzzzzzzzzz\"}]}",
                  List.of(event));

      assertThat(outcome.rows()).noneMatch(RowOutcome::isDelivered);
    }
  }

  @Test
  void tracker_object_that_the_report_does_not_mention_is_unknown() {
    SentObject event = new SentObject(SentObject.Type.EVENT, "EvtUid00001", null);
    try (RemoteBed bed = RemoteBed.of(Dhis2Version.V2_42)) {
      ImportOutcome outcome = bed.client().importTracker("{\"events\":[]}", List.of(event));

      assertThat(outcome.rows()).extracting(RowOutcome::state).containsExactly(RowState.UNKNOWN);
    }
  }

  @Test
  void deleting_what_is_gone_is_delivered_and_sending_it_again_is_not() {
    SentObject event = new SentObject(SentObject.Type.EVENT, "EvtUid00001", null);
    String json = "{\"events\":[{\"event\":\"EvtUid00001\",\"orgUnit\":\"DiszpKrYNg8\"}]}";
    try (RemoteBed bed = RemoteBed.of(Dhis2Version.V2_42)) {
      Dhis2Remote remote = bed.client();
      remote.importTracker(json, List.of(event));

      assertThat(states(remote.deleteTracker(json, List.of(event))))
          .containsExactly(RowState.ACCEPTED);
      assertThat(states(remote.deleteTracker(json, List.of(event))))
          .containsExactly(RowState.UNCHANGED);
      assertThat(states(remote.importTracker(json, List.of(event))))
          .containsExactly(RowState.REJECTED);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Dhis2Version.class,
      names = {"V2_36", "V2_41"})
  void old_tracker_tells_each_object_by_its_reference(Dhis2Version version) {
    SentObject entity = new SentObject(SentObject.Type.TRACKED_ENTITY, "TeiUid00001", null);
    SentObject enrollment = new SentObject(SentObject.Type.ENROLLMENT, "EnrUid00001", entity);
    SentObject refused = new SentObject(SentObject.Type.EVENT, "EvtUid00001", enrollment);
    SentObject accepted = new SentObject(SentObject.Type.EVENT, "EvtUid00002", enrollment);
    try (RemoteBed bed = RemoteBed.of(version)) {
      ImportOutcome outcome =
          bed.client()
              .importOldTrackedEntities(
                  """
                  {"trackedEntityInstances":[
                   {"trackedEntityInstance":"TeiUid00001","orgUnit":"DiszpKrYNg8","enrollments":[
                    {"enrollment":"EnrUid00001","orgUnit":"DiszpKrYNg8","events":[
                     {"event":"EvtUid00001","orgUnit":"zzzzzzzzzzz"},
                     {"event":"EvtUid00002","orgUnit":"DiszpKrYNg8"}]}]}]}""",
                  List.of(entity, enrollment, refused, accepted));

      assertThat(states(outcome))
          .containsExactly(
              RowState.ACCEPTED, RowState.ACCEPTED, RowState.REJECTED, RowState.ACCEPTED);
    }
  }

  @Test
  void old_events_are_gone_from_2_42_on() {
    try (RemoteBed bed = RemoteBed.of(Dhis2Version.V2_42)) {
      assertThatThrownBy(() -> bed.client().importOldEvents("{\"events\":[]}", List.of()))
          .isInstanceOfSatisfying(
              RemoteException.class,
              e -> assertThat(e.problem()).isEqualTo(RemoteProblem.NOT_FOUND));
    }
  }

  private static List<RowState> states(ImportOutcome outcome) {
    return outcome.rows().stream().map(RowOutcome::state).toList();
  }
}
