package io.github.dhisadmin.sync.internal.remote;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.RemoteProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Keeps requests from a server that is away: closes after troubles in a row, and asks for a sign of
 * life before it opens. Only what no request can bring about by itself is such a trouble, and a
 * server that gives the sign and fails again is believed to be there for longer and longer: what
 * was meant to be asked is to fail by itself then. So it is when the server stays away for long.
 * Shared by all who talk to the server; thread safe.
 */
final class Gate {
  private static final int TROUBLES = 5;
  private static final int MOST_TROUBLES = 1_000;
  private static final int BAD_GATEWAY = 502;
  private static final int UNAVAILABLE = 503;
  private static final Duration FIRST_REST = Duration.ofSeconds(5);
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Clock clock;
  private int allowed = TROUBLES;
  private int troubles;
  private boolean asking;
  private Instant first = Instant.MIN;
  private Instant last = Instant.MIN;
  private Instant closedUntil = Instant.MIN;
  private Duration rest = FIRST_REST;

  Gate(Clock clock) {
    this.clock = clock;
  }

  /**
   * Sends a request, if the server is there.
   *
   * @param server its name, for people
   * @param ping asks for a sign of life
   * @throws RestingException if it is away
   */
  <T> T pass(String server, Runnable ping, Supplier<T> request) {
    if (!isOpen(server)) {
      ask(server, ping);
    }
    try {
      T answer = request.get();
      answered();
      return answer;
    } catch (RemoteException e) {
      troubled(e);
      throw e;
    }
  }

  private synchronized boolean isOpen(String server) {
    Instant now = clock.instant();
    boolean forgotten = last.isBefore(now.minus(PATIENCE));
    boolean givenUp = first.isBefore(now.minus(PATIENCE));
    if (troubles < allowed || forgotten || givenUp) {
      return true;
    }
    if (asking || now.isBefore(closedUntil)) {
      throw new RestingException(
          server, now.isBefore(closedUntil) ? Duration.between(now, closedUntil) : FIRST_REST);
    }
    asking = true;
    return false;
  }

  /** One asks; who comes meanwhile is told that the server rests. */
  private void ask(String server, Runnable ping) {
    try {
      ping.run();
      isThere();
    } catch (RemoteException e) {
      if (isAway(e)) {
        throw new RestingException(server, close());
      }
      isThere();
    } finally {
      asked();
    }
  }

  private synchronized void asked() {
    asking = false;
  }

  private synchronized void isThere() {
    troubles = 0;
    allowed = Math.min(allowed * 2, MOST_TROUBLES);
    rest = FIRST_REST;
  }

  private synchronized void answered() {
    troubles = 0;
    allowed = TROUBLES;
    rest = FIRST_REST;
  }

  private synchronized void troubled(RemoteException trouble) {
    if (!isAway(trouble)) {
      // A request without an answer in time tells nothing of others.
      if (trouble.problem() != RemoteProblem.TIMEOUT_UNKNOWN) {
        answered();
      }
      return;
    }
    Instant now = clock.instant();
    if (last.isBefore(now.minus(PATIENCE))) {
      troubles = 0;
    }
    if (troubles == 0) {
      first = now;
    }
    last = now;
    troubles++;
    if (troubles == allowed) {
      close();
    }
  }

  private synchronized Duration close() {
    Duration closed = rest;
    last = clock.instant();
    closedUntil = last.plus(closed);
    rest =
        closed.multipliedBy(2).compareTo(LONGEST_REST) < 0 ? closed.multipliedBy(2) : LONGEST_REST;
    return closed;
  }

  private static boolean isAway(RemoteException trouble) {
    return trouble.problem() == RemoteProblem.UNREACHABLE
        || trouble.status() == BAD_GATEWAY
        || trouble.status() == UNAVAILABLE;
  }
}
