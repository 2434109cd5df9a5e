package io.github.dhisadmin.sync.internal.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.metadata.MetadataPreflight;
import io.github.dhisadmin.sync.metadata.MetadataSyncRequest;
import io.github.dhisadmin.sync.metadata.VersionCheck;
import io.github.dhisadmin.sync.spi.MetadataSyncStore.Settings;
import io.github.dhisadmin.testkit.remote.Dhis2Version;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.Fault;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found out before anything is downloaded. */
class PreflightTest {
  private static final String NEEDED = "F_METADATA_MANAGE";

  @TempDir private Path directory;

  @Test
  void server_that_is_as_it_should_be_is_ready() {
    try (PullBed bed = bed(Dhis2Version.V2_42, NEEDED)) {
      bed.publishAll(2);

      MetadataPreflight preflight = look(bed, "https://central.example.org");

      assertThat(preflight.problems()).isEmpty();
      assertThat(preflight.warnings()).isEmpty();
      assertThat(preflight.isReady()).isTrue();
      assertThat(bed.downloads(1)).isZero();
    }
  }

  @Test
  void user_should_have_the_authority_that_is_needed_and_not_all() {
    try (PullBed poor = bed(Dhis2Version.V2_42, "F_DATAVALUE_ADD");
        PullBed rich = bed(Dhis2Version.V2_42, "ALL")) {
      assertThat(look(poor, "https://central.example.org").problems())
          .anyMatch(problem -> problem.contains("lacks " + NEEDED));
      assertThat(look(rich, "https://central.example.org").problems()).isEmpty();
      assertThat(look(rich, "https://central.example.org").warnings())
          .singleElement()
          .asString()
          .contains(NEEDED + " is enough");
    }
  }

  @Test
  void password_in_the_clear_is_warned_of() {
    try (PullBed bed = bed(Dhis2Version.V2_42, NEEDED)) {
      assertThat(look(bed, "http://127.0.0.1").warnings())
          .singleElement()
          .asString()
          .contains("in the clear");
    }
  }

  @Test
  void clocks_that_differ_are_warned_of() {
    Clock ahead = Clock.offset(PullBed.CLOCK, Duration.ofHours(2));
    FakeDhis2 central =
        FakeDhis2.builder().clock(ahead).user("sync", PullBed.PASSWORD, NEEDED).start();
    try (PullBed bed = new PullBed(directory, Dhis2Version.V2_42, central)) {
      assertThat(look(bed, "https://central.example.org").warnings())
          .singleElement()
          .asString()
          .contains("7200 s");
    }
  }

  @Test
  void other_line_of_dhis2_is_warned_of_or_a_problem_if_it_stops_the_run() {
    FakeDhis2 older =
        FakeDhis2.builder()
            .version(Dhis2Version.V2_40)
            .clock(PullBed.CLOCK)
            .user("sync", PullBed.PASSWORD, NEEDED)
            .start();
    try (PullBed bed = new PullBed(directory, Dhis2Version.V2_42, older)) {
      MetadataSyncRequest strict = PullBed.request().checking(VersionCheck.MINOR);

      assertThat(look(bed, "https://central.example.org").warnings())
          .singleElement()
          .asString()
          .contains("2.40.10", "2.42.7-SNAPSHOT");
      assertThat(look(bed, "https://central.example.org", strict).problems()).hasSize(1);
    }
  }

  @Test
  void whatever_would_stop_the_run_is_a_problem() {
    try (PullBed bed = bed(Dhis2Version.V2_42, NEEDED)) {
      bed.publishAll(2);
      bed.store().imported("Version_9", "f".repeat(32), PullBed.created(9));
      bed.store()
          .settings(
              new Settings(false, "eed3d451-4ff5-4193-b951-ffcc68954299", List.of("Nightly")));
      bed.local().faults().always("/api/system/info", Fault.status(401));

      MetadataPreflight preflight = look(bed, "https://central.example.org");

      assertThat(preflight.problems())
          .anyMatch(problem -> problem.startsWith("BASELINE_NEWER"))
          .anyMatch(problem -> problem.contains("itself"))
          .anyMatch(problem -> problem.contains("credentials"));
      assertThat(preflight.warnings()).anyMatch(warning -> warning.contains("Nightly"));
    }
  }

  private PullBed bed(Dhis2Version version, String authority) {
    return new PullBed(directory, version, authority);
  }

  private static MetadataPreflight look(PullBed bed, String url) {
    return look(bed, url, PullBed.request());
  }

  private static MetadataPreflight look(PullBed bed, String url, MetadataSyncRequest request) {
    return new Preflight(request, RemoteUrl.of(url), bed.parts(), PullBed.CLOCK).look();
  }
}
