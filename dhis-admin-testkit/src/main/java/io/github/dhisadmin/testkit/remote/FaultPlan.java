package io.github.dhisadmin.testkit.remote;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Says which requests of a {@link FakeDhis2} meet which fault. Thread safe. */
public final class FaultPlan {
  private final Map<String, Deque<Optional<Fault>>> scripted = new LinkedHashMap<>();
  private final Map<String, Fault> standing = new LinkedHashMap<>();
  private Function<RemoteRequest, Optional<Fault>> otherwise = request -> Optional.empty();

  FaultPlan() {}

  /** The next requests to the path meet these faults, one each, in this order. */
  public synchronized FaultPlan next(String path, Fault... faults) {
    Arrays.stream(faults).map(Optional::of).forEach(queue(path)::add);
    return this;
  }

  /** This many more requests to the path are served well before its next fault. */
  public synchronized FaultPlan pass(String path, int requests) {
    for (int request = 0; request < requests; request++) {
      queue(path).add(Optional.empty());
    }
    return this;
  }

  /** Every request to the path meets this fault once what {@link #next} said is used up. */
  public synchronized FaultPlan always(String path, Fault fault) {
    standing.put(path, fault);
    return this;
  }

  /** Requests that nothing else was said about are decided one by one. */
  public synchronized FaultPlan decide(Function<RemoteRequest, Optional<Fault>> decision) {
    otherwise = decision;
    return this;
  }

  /** All is well from here on. */
  public synchronized void clear() {
    scripted.clear();
    standing.clear();
    otherwise = request -> Optional.empty();
  }

  synchronized Optional<Fault> of(RemoteRequest request) {
    Deque<Optional<Fault>> queue = queue(request.path());
    if (!queue.isEmpty()) {
      return queue.remove();
    }
    return Optional.ofNullable(standing.get(request.path())).or(() -> otherwise.apply(request));
  }

  private Deque<Optional<Fault>> queue(String path) {
    return scripted.computeIfAbsent(path, unused -> new ArrayDeque<>());
  }
}
