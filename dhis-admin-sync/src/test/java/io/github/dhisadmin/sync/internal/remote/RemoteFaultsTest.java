package io.github.dhisadmin.sync.internal.remote;

import static io.github.dhisadmin.sync.internal.remote.RemoteBed.VALUES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.internal.remote.Dhis2Remote.Availability;
import io.github.dhisadmin.testkit.remote.Dhis2Version;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.Fault;
import io.github.dhisadmin.testkit.remote.RemoteRequest;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the client makes of servers, networks and proxies that misbehave. */
class RemoteFaultsTest {
  private static final String PING = "/api/system/ping";
  private static final List<String> UNITS = List.of("DiszpKrYNg8");

  private final RemoteBed bed = RemoteBed.of(Dhis2Version.V2_42);

  @AfterEach
  void stop() {
    bed.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passing")
  void trouble_that_passes_is_overcome_without_sending_a_row_twice_into_the_store(Fault fault) {
    bed.server().faults().next(VALUES, fault);

    ImportOutcome outcome = send(bed.client());

    assertThat(outcome.rows()).allMatch(RowOutcome::isDelivered);
    assertThat(bed.server().stored(StoredKind.DATA_VALUE)).hasSize(1);
    assertThat(bed.server().requests(VALUES)).hasSize(2);
    assertThat(bed.waits()).hasSize(1);
  }

  static Stream<Fault> passing() {
    return Stream.of(
        Fault.dropBefore(),
        Fault.dropAfter(),
        Fault.resetBefore(),
        Fault.resetAfter(),
        Fault.truncated(),
        Fault.status(408),
        Fault.status(500),
        Fault.status(503),
        Fault.proxyPage(502),
        Fault.gatewayTimeoutAfter(),
        Fault.tooManyRequests(Duration.ofSeconds(2)),
        Fault.emptyAnswer(),
        Fault.brokenJson(),
        Fault.brokenGzip());
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("lasting")
  void trouble_that_lasts_is_told_apart_and_not_repeated(Fault fault, RemoteProblem problem) {
    bed.server().faults().always(VALUES, fault);

    RemoteException failure = failure(bed.client());

    assertThat(failure.problem()).isEqualTo(problem);
    assertThat(bed.server().requests(VALUES)).hasSize(1);
    assertThat(bed.waits()).isEmpty();
  }

  static Stream<Arguments> lasting() {
    return Stream.of(
        Arguments.of(Fault.status(400), RemoteProblem.BAD_REQUEST),
        Arguments.of(Fault.status(401), RemoteProblem.AUTH),
        Arguments.of(Fault.status(403), RemoteProblem.FORBIDDEN),
        Arguments.of(Fault.proxyPage(403), RemoteProblem.BAD_PROXY),
        Arguments.of(Fault.status(404), RemoteProblem.NOT_FOUND),
        Arguments.of(Fault.status(405), RemoteProblem.BAD_REQUEST),
        Arguments.of(Fault.status(409), RemoteProblem.CONFLICT),
        Arguments.of(Fault.status(415), RemoteProblem.BAD_REQUEST),
        Arguments.of(Fault.proxyPage(413), RemoteProblem.TOO_LARGE),
        Arguments.of(Fault.redirect("/dhis-web-login/"), RemoteProblem.AUTH),
        Arguments.of(Fault.redirect("https://elsewhere.example/"), RemoteProblem.BAD_PROXY),
        Arguments.of(Fault.proxyPage(200), RemoteProblem.BAD_PROXY));
  }

  @Test
  void server_that_keeps_failing_is_asked_three_times_with_growing_pauses() {
    bed.server().faults().always(VALUES, Fault.status(503));

    RemoteException failure = failure(bed.client());

    assertThat(failure.problem()).isEqualTo(RemoteProblem.REMOTE_5XX);
    assertThat(failure.status()).isEqualTo(503);
    assertThat(bed.server().requests(VALUES)).hasSize(3);
    assertThat(bed.waits()).hasSize(2);
    assertThat(bed.waits().get(0)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1500));
    assertThat(bed.waits().get(1)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
  }

  @Test
  void server_that_asks_for_time_gets_it() {
    bed.server()
        .faults()
        .next(
            VALUES,
            Fault.tooManyRequests(Duration.ofSeconds(42)),
            Fault.tooManyRequests(RemoteBed.NOW.plusSeconds(90)));

    send(bed.client());

    assertThat(bed.waits()).containsExactly(Duration.ofSeconds(42), Duration.ofSeconds(90));
  }

  @Test
  void server_that_asks_for_a_day_gets_ten_minutes() {
    bed.server().faults().next(VALUES, Fault.tooManyRequests(Duration.ofDays(1)));

    send(bed.client());

    assertThat(bed.waits()).containsExactly(Duration.ofMinutes(10));
  }

  @Test
  void server_that_does_not_answer_is_given_up_after_the_timeout() {
    bed.server().faults().always(VALUES, Fault.slow());

    RemoteException failure = failure(bed.impatient(Duration.ofMillis(100)));

    assertThat(failure.problem()).isEqualTo(RemoteProblem.TIMEOUT_UNKNOWN);
    assertThat(bed.server().requests(VALUES)).hasSize(3);
  }

  @Test
  void answer_that_is_too_large_is_not_read_to_its_end() {
    bed.server().faults().always(VALUES, Fault.hugeAnswer((1 << 20) + 1));

    assertThat(failure(bed.client()).problem()).isEqualTo(RemoteProblem.CONTRACT);
  }

  @Test
  void server_that_is_not_there_is_unreachable() {
    bed.close();

    assertThat(failure(bed.client()).problem()).isEqualTo(RemoteProblem.UNREACHABLE);
  }

  @Test
  void server_that_cannot_speak_securely_is_not_asked_again() {
    RemoteException failure = failure(bed.secure());

    assertThat(failure.problem()).isEqualTo(RemoteProblem.TLS);
    assertThat(bed.waits()).isEmpty();
  }

  @Test
  void server_is_available_at_the_third_attempt() {
    bed.server().faults().next(PING, Fault.status(503), Fault.proxyPage(502));

    Availability availability = bed.client().availability(3, Duration.ofMillis(500));

    assertThat(availability.isAvailable()).isTrue();
    assertThat(availability.attempts()).isEqualTo(3);
    assertThat(bed.waits()).containsExactly(Duration.ofMillis(500), Duration.ofMillis(500));
  }

  @Test
  void server_is_given_up_after_three_attempts() {
    bed.server().faults().always(PING, Fault.status(503));

    Availability availability = bed.client().availability(3, Duration.ofMillis(500));

    assertThat(availability.problemOrNull()).isEqualTo(RemoteProblem.REMOTE_5XX);
    assertThat(bed.server().requests(PING)).hasSize(3);
  }

  @Test
  void wrong_password_is_shown_once_as_more_could_lock_the_account() {
    Dhis2Remote remote = bed.client(Credentials.basic("sync", Secret.of("wrong")));

    Availability availability = remote.availability(3, Duration.ofMillis(500));

    assertThat(availability.problemOrNull()).isEqualTo(RemoteProblem.AUTH);
    assertThat(bed.server().requests(PING)).hasSize(1);
  }

  @Test
  void token_lets_in_where_the_server_knows_tokens() {
    try (FakeDhis2 server =
        FakeDhis2.builder().token("d2pat_abc123", "sync", "F_DATAVALUE_ADD").start()) {
      Dhis2Remote remote =
          new Remotes(RemoteOptions.DEFAULTS, Clock.systemUTC())
              .open(
                  RemoteUrl.of(server.url().toString()),
                  Credentials.token(Secret.of("d2pat_abc123")),
                  wait -> {});

      assertThat(remote.user().username()).isEqualTo("sync");
      assertThat(remote.user().may("F_DATAVALUE_ADD")).isTrue();
      assertThat(remote.user().may("F_METADATA_MANAGE")).isFalse();
    }
  }

  @Test
  void server_tells_its_version_and_its_clock() {
    try (FakeDhis2 ahead =
        FakeDhis2.builder()
            .version(Dhis2Version.V2_43)
            .user("sync", RemoteBed.PASSWORD)
            .clock(Clock.fixed(RemoteBed.NOW.plusSeconds(120), ZoneId.of("Asia/Kathmandu")))
            .start()) {
      ServerInfo info =
          new Remotes(RemoteOptions.DEFAULTS, Clock.systemUTC())
              .open(
                  RemoteUrl.of(ahead.url().toString()),
                  Credentials.basic("sync", Secret.of(RemoteBed.PASSWORD)),
                  wait -> {})
              .info();

      assertThat(info.minorVersion()).hasValue(43);
      assertThat(info.time()).hasValue(RemoteBed.NOW.plusSeconds(120));
      assertThat(info.needsOldTracker()).isFalse();
    }
  }

  @Test
  void large_uploads_are_zipped_and_a_proxy_that_does_not_take_that_gets_them_plain() {
    List<String> units = Collections.nCopies(200, "DiszpKrYNg8");
    Dhis2Remote remote = bed.client();
    remote.importValues(RemoteBed.values(units), RemoteBed.rows(units));
    bed.server()
        .faults()
        .decide(request -> request.isGzip() ? Optional.of(Fault.proxyPage(415)) : Optional.empty());
    remote.importValues(RemoteBed.values(units), RemoteBed.rows(units));
    remote.importValues(RemoteBed.values(units), RemoteBed.rows(units));

    assertThat(bed.server().requests(VALUES))
        .extracting(RemoteRequest::isGzip)
        .containsExactly(true, true, false, false);
  }

  @Test
  void requests_are_spaced() {
    Dhis2Remote remote = bed.limited(10);

    remote.user();
    remote.user();
    remote.user();

    assertThat(bed.waits()).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
  }

  @Test
  void nothing_repeats_the_password() {
    Credentials credentials = Credentials.basic("sync", Secret.of(RemoteBed.PASSWORD));
    bed.server().faults().always(VALUES, Fault.echo(500));

    RemoteException failure = failure(bed.client());

    assertThat(failure)
        .hasMessageContaining("***")
        .hasMessageNotContaining(RemoteBed.PASSWORD)
        .hasMessageNotContaining("c3luYzpWZXJ5LXNlY3JldC0x");
    assertThat(credentials).asString().doesNotContain(RemoteBed.PASSWORD);
  }

  @Test
  void credentials_stay_with_the_server_they_are_for() {
    try (FakeDhis2 elsewhere = FakeDhis2.start(Dhis2Version.V2_42)) {
      bed.server().faults().always(VALUES, Fault.redirect(elsewhere.url() + VALUES));

      assertThatThrownBy(() -> send(bed.client())).isInstanceOf(RemoteException.class);

      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  private static ImportOutcome send(Dhis2Remote remote) {
    return remote.importValues(RemoteBed.values(UNITS), RemoteBed.rows(UNITS));
  }

  private static RemoteException failure(Dhis2Remote remote) {
    return catchThrowableOfType(RemoteException.class, () -> send(remote));
  }
}
