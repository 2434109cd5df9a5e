package io.github.dhisadmin.sync.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.testkit.fake.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a server is left alone, and when it is asked again. */
class GateTest {
  private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
  private final Gate gate = new Gate(clock);
  private final RemoteException away = trouble(RemoteProblem.UNREACHABLE, 0);
  private int requests;
  private int pings;
  private boolean there;

  @Test
  void server_is_left_alone_after_five_troubles_in_a_row() {
    fail(5, away);

    RestingException rest = catchThrowableOfType(RestingException.class, this::ask);

    assertThat(rest.rest()).isEqualTo(Duration.ofSeconds(5));
    assertThat(rest.server()).isEqualTo("central");
    assertThat(requests).isEqualTo(5);
    assertThat(pings).isZero();
  }

  @Test
  void answer_between_troubles_begins_the_count_afresh() {
    fail(4, away);
    answer();
    fail(4, away);

    answer();

    assertThat(requests).isEqualTo(10);
  }

  @Test
  void gateway_that_has_nobody_behind_it_is_such_a_trouble_and_a_failing_import_is_none() {
    fail(3, trouble(RemoteProblem.REMOTE_5XX, 502));
    fail(1, trouble(RemoteProblem.REMOTE_5XX, 503));
    fail(1, trouble(RemoteProblem.REMOTE_5XX, 500));
    fail(4, trouble(RemoteProblem.REMOTE_5XX, 503));
    fail(5, trouble(RemoteProblem.AUTH, 401));
    fail(5, trouble(RemoteProblem.REMOTE_5XX, 504));

    answer();

    assertThat(pings).isZero();
  }

  @Test
  void request_without_an_answer_in_time_neither_counts_nor_begins_the_count_afresh() {
    fail(4, away);
    fail(9, trouble(RemoteProblem.TIMEOUT_UNKNOWN, 0));
    fail(1, away);

    assertThatThrownBy(this::ask).isInstanceOf(RestingException.class);
  }

  @Test
  void server_that_stays_away_is_asked_for_a_sign_of_life_after_longer_and_longer_rests() {
    fail(5, away);

    for (int seconds : new int[] {5, 10, 20, 40, 60, 60}) {
      clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
      int before = pings;
      assertThatThrownBy(this::ask).isInstanceOf(RestingException.class);
      assertThat(pings).as("before %s seconds are over", seconds).isEqualTo(before);
      clock.advance(Duration.ofMillis(1));
      assertThatThrownBy(this::ask).isInstanceOf(RestingException.class);
      assertThat(pings).isEqualTo(before + 1);
    }
    assertThat(requests).isEqualTo(5);
  }

  @Test
  void sign_of_life_lets_the_request_pass_that_waited_for_it() {
    fail(5, away);
    clock.advance(Duration.ofSeconds(5));
    there = true;

    answer();
    answer();

    assertThat(pings).isEqualTo(1);
    assertThat(requests).isEqualTo(7);
  }

  /** Otherwise what a server cannot take would wait for ever, and lose no attempt. */
  @Test
  void server_that_gives_signs_and_fails_all_requests_is_left_alone_less_and_less() {
    there = true;
    fail(5, away);
    for (int allowed : new int[] {10, 20, 40}) {
      clock.advance(Duration.ofSeconds(5));
      fail(allowed, away);
      assertThatThrownBy(this::ask).isInstanceOf(RestingException.class);
    }

    clock.advance(Duration.ofSeconds(5));
    answer();
    fail(5, away);
    assertThatThrownBy(this::ask).isInstanceOf(RestingException.class);
  }

  @Test
  void after_half_an_hour_requests_are_sent_and_fail_by_themselves() {
    fail(5, away);
    for (int minute = 0; minute < 31; minute++) {
      clock.advance(Duration.ofMinutes(1));
      if (minute < 29) {
        assertThatThrownBy(this::ask).isInstanceOf(RestingException.class);
      }
    }
    int pinged = pings;

    fail(20, away);

    assertThat(pings).isEqualTo(pinged);
  }

  @Test
  void trouble_of_long_ago_is_forgotten() {
    fail(5, away);
    clock.advance(Duration.ofHours(8));

    fail(5, away);

    assertThat(pings).isZero();
    assertThatThrownBy(this::ask).isInstanceOf(RestingException.class);
  }

  @Test
  void while_one_asks_for_a_sign_of_life_others_are_told_that_the_server_rests() {
    fail(5, away);
    clock.advance(Duration.ofSeconds(5));

    gate.pass(
        "central",
        () -> assertThatThrownBy(this::ask).isInstanceOf(RestingException.class),
        () -> "");

    assertThat(pings).isZero();
    answer();
  }

  @Test
  void sign_of_life_that_is_interrupted_is_asked_for_again() {
    fail(5, away);
    clock.advance(Duration.ofSeconds(5));
    assertThatThrownBy(
            () ->
                gate.pass(
                    "central",
                    () -> {
                      throw new IllegalStateException("interrupted");
                    },
                    () -> ""))
        .isInstanceOf(IllegalStateException.class);
    there = true;

    answer();

    assertThat(pings).isEqualTo(1);
  }

  private void ask() {
    gate.pass("central", this::ping, () -> requests++);
  }

  private void answer() {
    ask();
  }

  private void fail(int times, RemoteException trouble) {
    for (int i = 0; i < times; i++) {
      assertThatThrownBy(
              () ->
                  gate.pass(
                      "central",
                      this::ping,
                      () -> {
                        requests++;
                        throw trouble;
                      }))
          .isSameAs(trouble);
    }
  }

  private void ping() {
    pings++;
    if (!there) {
      throw away;
    }
  }

  private static RemoteException trouble(RemoteProblem problem, int status) {
    return new RemoteException(problem, status, "The server is in trouble.", null);
  }
}
