package io.github.dhisadmin.sync.internal.remote;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.sync.RowState;
import io.github.dhisadmin.sync.internal.remote.RowOutcome.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends a page so that one bad row costs no other row its delivery: what the server leaves open,
 * and what is too much for it at once, is sent again by halves. For one page; not thread safe.
 *
 * @param <R> what is sent
 */
public final class PageUpload<R> {
  private static final int GATEWAY_TIMEOUT = 504;

  private final Function<List<R>, ImportOutcome> sender;
  private final List<R> rows;
  private final List<@Nullable RowOutcome> outcomes;
  private final Deque<List<Integer>> open = new ArrayDeque<>();
  private int requestsLeft;

  private PageUpload(Function<List<R>, ImportOutcome> sender, List<R> rows, int maxRequests) {
    this.sender = sender;
    this.rows = rows;
    this.outcomes = new ArrayList<>();
    rows.forEach(row -> outcomes.add(null));
    this.requestsLeft = maxRequests;
  }

  /**
   * Sends a page.
   *
   * @param sender sends rows in one request, and repeats that as needed
   * @param maxRequests how many requests the page may take; what is open then is unknown
   * @return one outcome per row, in the order of the rows
   * @throws RemoteException if the server has trouble that fewer rows would not cure
   */
  public static <R> List<RowOutcome> send(
      Function<List<R>, ImportOutcome> sender, List<R> rows, int maxRequests) {
    return new PageUpload<>(sender, rows, maxRequests).send();
  }

  private List<RowOutcome> send() {
    enqueue(IntStream.range(0, rows.size()).boxed().toList());
    while (!open.isEmpty() && requestsLeft > 0) {
      requestsLeft--;
      send(open.remove());
    }
    RowOutcome unknown =
        RowOutcome.unknown(new Reason("", "Too many requests were needed for the page", ""));
    return outcomes.stream().map(outcome -> Objects.requireNonNullElse(outcome, unknown)).toList();
  }

  private void send(List<Integer> part) {
    try {
      take(part, sender.apply(part.stream().map(rows::get).toList()).rows());
    } catch (RemoteException e) {
      if (part.size() > 1 && isTooMuch(e)) {
        split(part);
      } else if (e.problem() == RemoteProblem.TOO_LARGE) {
        outcomes.set(
            part.get(0), RowOutcome.rejected(new Reason("413", "Too large for the server", "")));
      } else {
        throw e;
      }
    }
  }

  private void take(List<Integer> part, List<RowOutcome> said) {
    List<Integer> unknown = new ArrayList<>();
    for (int i = 0; i < part.size(); i++) {
      RowOutcome outcome = said.get(i);
      if (outcome.state() != RowState.UNKNOWN) {
        outcomes.set(part.get(i), outcome);
      } else if (part.size() == 1) {
        // Alone, it is what the server's complaint is about.
        outcomes.set(part.get(i), new RowOutcome(RowState.REJECTED, outcome.reasonOrNull()));
      } else {
        unknown.add(part.get(i));
      }
    }
    if (unknown.size() < part.size()) {
      enqueue(unknown);
    } else {
      split(unknown);
    }
  }

  private void split(List<Integer> part) {
    int half = part.size() / 2;
    enqueue(part.subList(0, half));
    enqueue(part.subList(half, part.size()));
  }

  private void enqueue(List<Integer> part) {
    if (!part.isEmpty()) {
      open.add(part);
    }
  }

  private static boolean isTooMuch(RemoteException failure) {
    return failure.problem() == RemoteProblem.TOO_LARGE
        || failure.problem() == RemoteProblem.TIMEOUT_UNKNOWN
        || failure.status() == GATEWAY_TIMEOUT;
  }
}
