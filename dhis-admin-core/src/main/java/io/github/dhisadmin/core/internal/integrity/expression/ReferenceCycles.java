package io.github.dhisadmin.core.internal.integrity.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Finds objects that are, directly or not, parts of themselves: the strongly connected components
 * of their references, by Tarjan's algorithm in a loop, as chains may be longer than a stack.
 */
final class ReferenceCycles {
  private final Map<String, Set<String>> references;
  private final Map<String, Integer> order = new HashMap<>();
  private final Map<String, Integer> lowest = new HashMap<>();
  private final Deque<String> pending = new ArrayDeque<>();
  private final Set<String> isPending = new HashSet<>();
  private final Map<String, Set<String>> cycles = new HashMap<>();

  private record Visit(String uid, Iterator<String> next) {}

  private ReferenceCycles(Map<String, Set<String>> references) {
    this.references = references;
  }

  /**
   * The members of the cycle that an object is in, for each that is in one.
   *
   * @param references what each object refers to
   */
  static Map<String, Set<String>> in(Map<String, Set<String>> references) {
    ReferenceCycles search = new ReferenceCycles(references);
    references.keySet().stream()
        .filter(uid -> !search.order.containsKey(uid))
        .forEach(search::from);
    return search.cycles;
  }

  private void from(String root) {
    Deque<Visit> path = new ArrayDeque<>();
    path.push(enter(root));
    while (!path.isEmpty()) {
      Visit visit = path.element();
      if (visit.next().hasNext()) {
        String target = visit.next().next();
        if (!order.containsKey(target)) {
          path.push(enter(target));
        } else if (isPending.contains(target)) {
          lowest.merge(visit.uid(), order.getOrDefault(target, 0), Math::min);
        }
      } else {
        path.pop();
        leave(visit.uid());
        if (!path.isEmpty()) {
          lowest.merge(path.element().uid(), lowest.getOrDefault(visit.uid(), 0), Math::min);
        }
      }
    }
  }

  private Visit enter(String uid) {
    int number = order.size();
    order.put(uid, number);
    lowest.put(uid, number);
    pending.push(uid);
    isPending.add(uid);
    return new Visit(uid, references.getOrDefault(uid, Set.of()).iterator());
  }

  private void leave(String uid) {
    if (!order.getOrDefault(uid, 0).equals(lowest.get(uid))) {
      return;
    }
    Set<String> component = new HashSet<>();
    String member;
    do {
      member = pending.pop();
      isPending.remove(member);
      component.add(member);
    } while (!member.equals(uid));
    if (component.size() > 1 || references.getOrDefault(uid, Set.of()).contains(uid)) {
      component.forEach(each -> cycles.put(each, component));
    }
  }
}
