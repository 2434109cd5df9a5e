package io.github.dhisadmin.sync.internal.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.sync.SyncRunState;
import io.github.dhisadmin.sync.metadata.MetadataImportReport;
import io.github.dhisadmin.sync.metadata.MetadataImportReport.ObjectError;
import io.github.dhisadmin.sync.metadata.MetadataSyncProblem;
import io.github.dhisadmin.sync.metadata.MetadataSyncResult;
import io.github.dhisadmin.sync.metadata.MetadataSyncState;
import io.github.dhisadmin.sync.metadata.VersionCheck;
import io.github.dhisadmin.sync.metadata.VersionState;
import io.github.dhisadmin.sync.spi.MetadataSyncStore.Settings;
import io.github.dhisadmin.testkit.remote.Dhis2Version;
import io.github.dhisadmin.testkit.remote.Fault;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Versions of a server that publishes them, and of one that misbehaves. */
class PullRunTest {
  private static final String IMPORT = "/api/metadata";
  private static final String PING = "/api/system/ping";

  @TempDir private Path directory;
  private PullBed bed;

  @BeforeEach
  void open() {
    bed = new PullBed(directory);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void without_a_baseline_all_versions_are_applied_from_the_first_in_their_order() {
    bed.publishAll(12);
    bed.central().metadataVersions().shuffle();

    MetadataSyncResult result = bed.run();

    assertThat(result.state()).as(result.message()).isEqualTo(MetadataSyncState.SUCCEEDED);
    assertThat(result.applied())
        .hasSize(12)
        .startsWith("Version_1", "Version_2")
        .endsWith("Version_11", "Version_12");
    assertThat(bed.imported()).hasSize(12).startsWith("constants/" + PullBed.uid(1));
    assertThat(result.warnings()).isEmpty();
  }

  @Test
  void later_run_applies_only_what_is_new() {
    bed.publishAll(2);
    bed.run();
    bed.publish(3, "ATOMIC");

    MetadataSyncResult second = bed.run();
    MetadataSyncResult third = bed.run();

    assertThat(second.applied()).containsExactly("Version_3");
    assertThat(third.applied()).isEmpty();
    assertThat(third.state()).isEqualTo(MetadataSyncState.SUCCEEDED);
    assertThat(bed.imports()).hasSize(3);
  }

  @Test
  void version_that_is_refused_keeps_later_ones_out_and_is_first_in_the_next_run() {
    bed.publishAll(3);
    bed.local().forget(PullBed.uid(2));

    MetadataSyncResult refused = bed.run();
    int importsBefore = bed.imports().size();
    bed.local().learn(PullBed.uid(2));
    MetadataSyncResult mended = bed.run();

    assertThat(refused.state()).isEqualTo(MetadataSyncState.FAILED);
    assertThat(refused.problem()).hasValue(MetadataSyncProblem.IMPORT_REFUSED);
    assertThat(refused.stoppedAt()).hasValue("Version_2");
    assertThat(refused.applied()).containsExactly("Version_1");
    assertThat(refused.report().orElseThrow().errors())
        .extracting(ObjectError::type, ObjectError::uid, ObjectError::code)
        .containsExactly(tuple("Constant", PullBed.uid(2), "E5002"));
    assertThat(importsBefore).as("repeating an import does not mend it").isEqualTo(2);
    assertThat(mended.applied()).containsExactly("Version_2", "Version_3");
  }

  @Test
  void last_success_is_written_only_when_nothing_is_missing() {
    bed.publishAll(2);
    bed.local().forget(PullBed.uid(2));

    bed.run();
    assertThat(bed.store().successes()).isZero();
    assertThat(bed.store().failure().orElseThrow().problem())
        .isEqualTo(MetadataSyncProblem.IMPORT_REFUSED);

    bed.local().learn(PullBed.uid(2));
    bed.run();
    assertThat(bed.store().successes()).isEqualTo(1);
    assertThat(bed.store().failure()).isEmpty();
  }

  @Test
  void import_replaces_whole_objects_all_or_nothing_without_scheduled_jobs() {
    bed.publish(1, "ATOMIC");
    bed.publish(2, "BEST_EFFORT");

    bed.run();

    assertThat(bed.imports()).hasSize(2);
    assertThat(bed.imports().get(0).query())
        .containsEntry("importStrategy", "CREATE_AND_UPDATE")
        .containsEntry("identifier", "UID")
        .containsEntry("importReportMode", "ERRORS")
        .containsEntry("mergeMode", "REPLACE")
        .containsEntry("async", "false")
        .containsEntry("atomicMode", "ALL");
    assertThat(bed.imports().get(1).query()).containsEntry("atomicMode", "NONE");
    assertThat(bed.imports().get(0).body())
        .contains("constants")
        .doesNotContain("jobConfigurations", "nightly");
  }

  @ParameterizedTest
  @EnumSource(Dhis2Version.class)
  void servers_of_all_versions_are_understood(Dhis2Version version) {
    try (PullBed other = new PullBed(directory, version, "F_METADATA_MANAGE")) {
      other.publishAll(2);
      other.local().forget(PullBed.uid(2));

      MetadataSyncResult result = other.run();

      assertThat(result.applied()).containsExactly("Version_1");
      assertThat(result.problem()).hasValue(MetadataSyncProblem.IMPORT_REFUSED);
      assertThat(result.report().orElseThrow().status())
          .isEqualTo(MetadataImportReport.Status.ERROR);
    }
  }

  @Test
  void best_effort_accepts_what_an_atomic_version_is_refused_for() {
    bed.publish(1, "BEST_EFFORT");
    bed.local().forget(PullBed.uid(1));

    MetadataSyncResult result = bed.run();

    assertThat(result.state()).as(result.message()).isEqualTo(MetadataSyncState.SUCCEEDED);
    assertThat(result.applied()).containsExactly("Version_1");
    assertThat(result.warnings())
        .singleElement()
        .asString()
        .contains("Version_1", "1 objects", PullBed.uid(1));
    assertThat(bed.store().progressOf("Version_1").state()).isEqualTo(VersionState.APPLIED);
  }

  @Test
  void atomic_version_with_an_error_leaves_nothing_behind() {
    bed.publish(1, "ATOMIC");
    bed.local().forget(PullBed.uid(1));

    MetadataSyncResult result = bed.run();

    assertThat(result.problem()).hasValue(MetadataSyncProblem.IMPORT_REFUSED);
    assertThat(result.message()).contains("ATOMIC", "E5002");
    assertThat(bed.imported()).isEmpty();
    assertThat(bed.store().progressOf("Version_1").state()).isEqualTo(VersionState.FAILED);
  }

  @Test
  void server_without_versions_leaves_nothing_to_do() {
    assertThat(bed.run().state()).isEqualTo(MetadataSyncState.SUCCEEDED);

    bed.central().faults().next(PullBed.HISTORY, Fault.status(500));
    assertThat(bed.run().state()).as("any other 500 is trouble").isNotNull();
    assertThat(bed.waits()).hasSize(1);
  }

  @Test
  void lost_connection_is_tried_three_times_with_thirty_seconds_between() {
    bed.publishAll(1);
    bed.central().faults().always(PING, Fault.dropBefore());

    MetadataSyncResult result = bed.run();

    assertThat(result.state()).isEqualTo(MetadataSyncState.ABORTED);
    assertThat(result.problem()).hasValue(MetadataSyncProblem.NO_CONNECTION);
    assertThat(result.attempts()).isEqualTo(3);
    assertThat(bed.waits()).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(30));
    assertThat(bed.imports()).isEmpty();
  }

  @Test
  void retry_count_and_delay_are_those_that_were_asked_for() {
    bed.publishAll(1);
    bed.central().faults().always(PING, Fault.dropBefore());

    MetadataSyncResult result = bed.run(PullBed.request().retrying(5, Duration.ofSeconds(2)));

    assertThat(result.attempts()).isEqualTo(5);
    assertThat(bed.waits()).hasSize(4).containsOnly(Duration.ofSeconds(2));
  }

  @Test
  void run_after_an_abort_goes_on_where_it_was() {
    bed.publishAll(3);
    bed.central().faults().always(PullBed.data(2), Fault.dropBefore());
    MetadataSyncResult aborted = bed.run();
    bed.central().faults().clear();

    MetadataSyncResult next = bed.run();

    assertThat(aborted.state()).isEqualTo(MetadataSyncState.ABORTED);
    assertThat(aborted.applied()).containsExactly("Version_1");
    assertThat(next.applied()).containsExactly("Version_2", "Version_3");
  }

  @Test
  void server_that_does_not_answer_in_time_is_a_time_out() {
    bed.publishAll(1);
    bed.central().faults().always(PullBed.HISTORY, Fault.slow());

    MetadataSyncResult result = bed.runImpatiently(Duration.ofMillis(150));

    assertThat(result.state()).isEqualTo(MetadataSyncState.ABORTED);
    assertThat(result.problem()).hasValue(MetadataSyncProblem.TIMEOUT);
    assertThat(result.attempts()).isEqualTo(3);
  }

  @Test
  void proxy_that_fails_in_the_middle_is_tried_again() {
    bed.publishAll(1);
    bed.central().faults().next(PullBed.data(1), Fault.proxyPage(502), Fault.status(503));

    MetadataSyncResult result = bed.run();

    assertThat(result.state()).as(result.message()).isEqualTo(MetadataSyncState.SUCCEEDED);
    assertThat(result.attempts()).isEqualTo(3);
  }

  @Test
  void page_in_place_of_a_snapshot_is_no_snapshot() {
    bed.publishAll(1);
    bed.central().faults().always(PullBed.data(1), Fault.proxyPage(200));

    MetadataSyncResult result = bed.run();

    assertThat(result.problem()).hasValue(MetadataSyncProblem.REFUSED);
    assertThat(bed.downloads(1)).isEqualTo(1);
  }

  @Test
  void wrong_password_is_shown_once() {
    bed.publishAll(1);
    bed.central().faults().always(PING, Fault.status(401));

    MetadataSyncResult result = bed.run();

    assertThat(result.state()).isEqualTo(MetadataSyncState.FAILED);
    assertThat(result.problem()).hasValue(MetadataSyncProblem.REFUSED);
    assertThat(bed.central().requests()).hasSize(1);
  }

  @Test
  void user_without_the_authority_is_told_which_one_is_missing() {
    try (PullBed other = new PullBed(directory, Dhis2Version.V2_42, "F_DATAVALUE_ADD")) {
      other.publishAll(1);

      MetadataSyncResult result = other.run();

      assertThat(result.problem()).hasValue(MetadataSyncProblem.REFUSED);
      assertThat(result.message()).contains("F_METADATA_MANAGE");
      assertThat(result.attempts()).isEqualTo(1);
    }
  }

  @Test
  void versioning_that_is_switched_off_is_said_so() {
    bed.publishAll(1);
    bed.central().metadataVersions().switchOff(true);

    MetadataSyncResult result = bed.run();

    assertThat(result.state()).isEqualTo(MetadataSyncState.FAILED);
    assertThat(result.problem()).hasValue(MetadataSyncProblem.VERSIONING_DISABLED);
    assertThat(result.attempts()).isEqualTo(1);
  }

  @Test
  void missing_snapshot_stops_at_its_version() {
    bed.publishAll(3);
    bed.central().metadataVersions().loseContent("Version_2");

    MetadataSyncResult result = bed.run();

    assertThat(result.state()).isEqualTo(MetadataSyncState.FAILED);
    assertThat(result.problem()).hasValue(MetadataSyncProblem.SNAPSHOT_MISSING);
    assertThat(result.stoppedAt()).hasValue("Version_2");
    assertThat(result.applied()).containsExactly("Version_1");
  }

  @Test
  void snapshot_that_arrives_broken_once_is_fetched_again() {
    bed.publishAll(1);
    bed.central().faults().next(PullBed.data(1), Fault.brokenJson());

    MetadataSyncResult result = bed.run();

    assertThat(result.state()).as(result.message()).isEqualTo(MetadataSyncState.SUCCEEDED);
    assertThat(result.attempts()).isEqualTo(2);
    assertThat(bed.imports()).hasSize(1);
  }

  @Test
  void download_that_breaks_off_is_begun_anew() {
    bed.publishAll(1);
    bed.central().faults().next(PullBed.data(1), Fault.truncated());

    MetadataSyncResult result = bed.run();

    assertThat(result.state()).as(result.message()).isEqualTo(MetadataSyncState.SUCCEEDED);
    assertThat(bed.downloads(1)).isEqualTo(2);
    assertThat(bed.imports()).hasSize(1);
  }

  @Test
  void snapshot_that_is_not_the_announced_one_is_never_imported() {
    bed.publishAll(1);
    bed.central().metadataVersions().replaceContent("Version_1", PullBed.snapshot(7, "2.42.7"));

    MetadataSyncResult result = bed.run();

    assertThat(result.state()).isEqualTo(MetadataSyncState.ABORTED);
    assertThat(result.problem()).hasValue(MetadataSyncProblem.HASH_MISMATCH);
    assertThat(result.attempts()).isEqualTo(3);
    assertThat(bed.imports()).isEmpty();
  }

  @Test
  void snapshot_that_is_no_metadata_is_not_imported() {
    bed.central()
        .metadataVersions()
        .publish("Version_1", "ATOMIC", PullBed.created(1), "[\"no metadata\"]");

    MetadataSyncResult result = bed.run();

    assertThat(result.problem()).hasValue(MetadataSyncProblem.SNAPSHOT_UNREADABLE);
    assertThat(bed.imports()).isEmpty();
  }

  @Test
  void snapshot_is_kept_for_the_next_run_and_forgotten_when_it_is_applied() {
    bed.publishAll(1);
    bed.local().forget(PullBed.uid(1));
    bed.run();
    assertThat(directory).isDirectoryContaining("glob:**.json.gz");

    bed.local().learn(PullBed.uid(1));
    bed.run();

    assertThat(bed.downloads(1)).isEqualTo(1);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void version_that_was_mended_and_published_again_is_not_taken_from_the_cache() {
    bed.publishAll(1);
    bed.local().forget(PullBed.uid(1));
    bed.run();
    bed.central()
        .metadataVersions()
        .publish("Version_1", "ATOMIC", PullBed.created(1), PullBed.snapshot(2, "2.42.7"));

    MetadataSyncResult result = bed.run();

    assertThat(result.state()).as(result.message()).isEqualTo(MetadataSyncState.SUCCEEDED);
    assertThat(bed.imported()).containsExactly("constants/" + PullBed.uid(2));
  }

  @Test
  void baseline_that_is_newer_than_the_server_stops_everything() {
    bed.publishAll(2);
    bed.store().imported("Version_9", "f".repeat(32), PullBed.created(9));

    MetadataSyncResult result = bed.run();

    assertThat(result.state()).isEqualTo(MetadataSyncState.FAILED);
    assertThat(result.problem()).hasValue(MetadataSyncProblem.BASELINE_NEWER);
    assertThat(result.message()).contains("Version_9");
    assertThat(bed.imports()).isEmpty();
  }

  @Test
  void baseline_that_the_server_does_not_know_stops_everything() {
    bed.publish(1, "ATOMIC");
    bed.publish(9, "ATOMIC");
    bed.store().imported("Version_5", "f".repeat(32), PullBed.created(5));

    MetadataSyncResult result = bed.run();

    assertThat(result.problem()).hasValue(MetadataSyncProblem.BASELINE_UNKNOWN);
    assertThat(result.message()).contains("Version_5");
    assertThat(bed.imports()).isEmpty();
  }

  @Test
  void version_that_was_made_here_stops_everything() {
    bed.publishAll(2);
    bed.store().made("Version_1", "f".repeat(32), PullBed.created(1));

    MetadataSyncResult result = bed.run();

    assertThat(result.problem()).hasValue(MetadataSyncProblem.LOCAL_VERSION);
    assertThat(bed.imports()).isEmpty();
  }

  @Test
  void hole_is_not_filled_behind_somebodys_back() {
    bed.publishAll(4);
    bed.hold(1);
    bed.hold(3);

    MetadataSyncResult result = bed.run();

    assertThat(result.problem()).hasValue(MetadataSyncProblem.VERSION_HOLE);
    assertThat(result.stoppedAt()).hasValue("Version_2");
    assertThat(bed.imports()).isEmpty();
  }

  @Test
  void hole_is_filled_when_somebody_wants_it() {
    bed.publishAll(4);
    bed.hold(1);
    bed.hold(3);
    bed.run();
    bed.store().again("Version_2");

    assertThat(bed.run().applied()).containsExactly("Version_2", "Version_4");
  }

  @Test
  void number_that_the_server_left_out_is_warned_of() {
    bed.publish(1, "ATOMIC");
    bed.publish(3, "ATOMIC");

    MetadataSyncResult result = bed.run();

    assertThat(result.applied()).containsExactly("Version_1", "Version_3");
    assertThat(result.warnings()).singleElement().asString().contains("Version_1", "Version_3");
  }

  @Test
  void version_that_was_renamed_is_not_imported_twice() {
    bed.publishAll(2);
    bed.run();
    bed.central().metadataVersions().rename("Version_2", "Version_2b");

    MetadataSyncResult result = bed.run();

    assertThat(result.problem()).hasValue(MetadataSyncProblem.VERSION_RENAMED);
    assertThat(result.message()).contains("Version_2", "Version_2b");
    assertThat(bed.imports()).hasSize(2);
  }

  @Test
  void version_that_changed_after_it_was_imported_stops_everything() {
    bed.publishAll(3);
    bed.hold(1);
    bed.central()
        .metadataVersions()
        .publish("Version_1", "ATOMIC", PullBed.created(1), PullBed.snapshot(8, "2.42.7"));

    MetadataSyncResult result = bed.run();

    assertThat(result.problem()).hasValue(MetadataSyncProblem.VERSION_CHANGED);
    assertThat(result.stoppedAt()).hasValue("Version_1");
    assertThat(bed.imports()).isEmpty();
  }

  @Test
  void version_of_another_dhis2_is_refused_if_that_is_set() {
    bed.central()
        .metadataVersions()
        .publish("Version_1", "ATOMIC", PullBed.created(1), PullBed.snapshot(1, "2.41.3"));

    MetadataSyncResult asSet = bed.run(PullBed.request().checking(VersionCheck.MINOR));
    bed.store().settings(new Settings(true, "own-system-id", List.of()));
    MetadataSyncResult stopping = bed.run();
    bed.store().settings(new Settings(false, "own-system-id", List.of()));
    MetadataSyncResult careless = bed.run();

    assertThat(asSet.problem()).hasValue(MetadataSyncProblem.DHIS2_MISMATCH);
    assertThat(stopping.problem()).hasValue(MetadataSyncProblem.DHIS2_MISMATCH);
    assertThat(stopping.message()).contains("2.41.3", "2.42.7-SNAPSHOT");
    assertThat(stopping.attempts()).isEqualTo(1);
    assertThat(careless.applied()).containsExactly("Version_1");
  }

  @Test
  void patch_of_the_same_line_matters_only_to_the_exact_check() {
    bed.publishAll(1);

    MetadataSyncResult exact = bed.run(PullBed.request().checking(VersionCheck.EXACT));
    MetadataSyncResult minor = bed.run(PullBed.request().checking(VersionCheck.MINOR));

    assertThat(exact.problem()).hasValue(MetadataSyncProblem.DHIS2_MISMATCH);
    assertThat(minor.applied()).containsExactly("Version_1");
  }

  @Test
  void dhis2_here_that_is_down_is_tried_again() {
    bed.publishAll(1);
    bed.local().faults().next(IMPORT, Fault.dropBefore(), Fault.status(503));

    MetadataSyncResult result = bed.run();

    assertThat(result.state()).as(result.message()).isEqualTo(MetadataSyncState.SUCCEEDED);
    assertThat(result.attempts()).isEqualTo(3);
    assertThat(bed.downloads(1)).isEqualTo(1);
  }

  @Test
  void dhis2_here_that_stays_down_aborts_and_blames_no_version() {
    bed.publishAll(1);
    bed.local().faults().always(IMPORT, Fault.dropBefore());

    MetadataSyncResult result = bed.run();

    assertThat(result.state()).isEqualTo(MetadataSyncState.ABORTED);
    assertThat(result.problem()).hasValue(MetadataSyncProblem.LOCAL_UNAVAILABLE);
  }

  @Test
  void dhis2_here_that_refuses_our_user_is_asked_once() {
    bed.publishAll(1);
    bed.local().faults().always(IMPORT, Fault.status(403));

    MetadataSyncResult result = bed.run();

    assertThat(result.problem()).hasValue(MetadataSyncProblem.LOCAL_REFUSED);
    assertThat(bed.imports()).hasSize(1);
  }

  @Test
  void import_that_takes_too_long_is_not_begun_a_second_time_beside_itself() {
    bed.publishAll(1);
    bed.local().faults().next(IMPORT, Fault.slow());

    MetadataSyncResult result = bed.runImpatientlyHere(Duration.ofMillis(100));
    bed.local().release();
    MetadataSyncResult next = bed.run();

    assertThat(result.state()).isEqualTo(MetadataSyncState.FAILED);
    assertThat(result.problem()).hasValue(MetadataSyncProblem.IMPORT_UNKNOWN);
    assertThat(result.attempts()).isEqualTo(1);
    assertThat(next.applied()).containsExactly("Version_1");
    assertThat(bed.local().stored(StoredKind.METADATA)).hasSize(1);
  }

  @Test
  void connection_lost_after_the_import_leads_to_the_same_metadata() {
    bed.publishAll(2);
    bed.local().faults().next(IMPORT, Fault.resetAfter());

    MetadataSyncResult result = bed.run();

    assertThat(result.state()).as(result.message()).isEqualTo(MetadataSyncState.SUCCEEDED);
    assertThat(bed.imports()).hasSize(3);
    assertThat(bed.imported()).hasSize(2);
  }

  @Test
  void data_are_sent_once_and_before_any_version() {
    bed.publishAll(1);
    bed.central().faults().next(PullBed.HISTORY, Fault.dropBefore());

    bed.run();
    assertThat(bed.data().runs()).isEqualTo(1);

    bed.run(PullBed.request().withoutData());
    assertThat(bed.data().runs()).isEqualTo(1);
  }

  @Test
  void versions_wait_for_data_that_cannot_be_sent() {
    bed.publishAll(1);
    bed.data().answer(SyncRunState.ABORTED);

    MetadataSyncResult result = bed.run();

    assertThat(result.state()).isEqualTo(MetadataSyncState.ABORTED);
    assertThat(result.problem()).hasValue(MetadataSyncProblem.DATA_NOT_SENT);
    assertThat(result.attempts()).isEqualTo(3);
    assertThat(bed.central().requests(PullBed.HISTORY)).isEmpty();
  }

  @Test
  void data_for_which_the_server_refuses_us_are_tried_once() {
    bed.publishAll(1);
    bed.data().answer(SyncRunState.ABORTED, RemoteProblem.FORBIDDEN);

    MetadataSyncResult result = bed.run();

    assertThat(result.state()).isEqualTo(MetadataSyncState.FAILED);
    assertThat(result.problem()).hasValue(MetadataSyncProblem.DATA_REFUSED);
    assertThat(result.attempts()).isEqualTo(1);
  }

  @Test
  void data_that_the_server_refuses_hold_no_version_up() {
    bed.publishAll(1);
    bed.data().answer(SyncRunState.FAILED);

    MetadataSyncResult result = bed.run();

    assertThat(result.applied()).containsExactly("Version_1");
    assertThat(result.warnings()).anyMatch(warning -> warning.startsWith("DATA_VALUES"));
  }

  @Test
  void server_that_is_this_one_is_refused() {
    bed.store().settings(new Settings(false, "eed3d451-4ff5-4193-b951-ffcc68954299", List.of()));

    assertThatThrownBy(() -> bed.run())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("itself");
  }

  @Test
  void cancelled_run_ends_between_versions() {
    bed.publishAll(3);

    assertThatThrownBy(() -> bed.runCancelledAt("Version_2"))
        .isInstanceOf(CancelledException.class);

    assertThat(bed.imports()).hasSize(1);
    assertThat(bed.run().applied()).containsExactly("Version_2", "Version_3");
  }

  @Test
  void own_job_of_dhis2_is_warned_of() {
    bed.store().settings(new Settings(false, null, List.of("Nightly metadata")));

    assertThat(bed.run().warnings()).singleElement().asString().contains("Nightly metadata");
  }
}
