package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.sync.internal.migration.MetadataWalk.Found;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The order in which objects can be imported: each after what it needs, and those that need each
 * other, such as an option set and its options, together (strongly connected components after
 * Tarjan). What stays as it is at the destination is not walked through: what only that needs is
 * not needed. Not thread safe.
 */
final class MetadataOrder {
  private final Map<MetadataObject, Found> objects;
  private final Predicate<MetadataObject> stays;
  private final Map<MetadataObject, Visit> visits = new HashMap<>();
  private final Deque<Visit> open = new ArrayDeque<>();
  private final List<List<MetadataObject>> groups = new ArrayList<>();
  private final Set<MetadataObject> used = new LinkedHashSet<>();

  /** Where the walk is with an object. */
  private static final class Visit {
    private final MetadataObject object;
    private final int number;
    private int lowest;
    private boolean isOpen = true;

    private Visit(MetadataObject object, int number) {
      this.object = object;
      this.number = number;
      this.lowest = number;
    }
  }

  private MetadataOrder(Map<MetadataObject, Found> objects, Predicate<MetadataObject> stays) {
    this.objects = objects;
    this.stays = stays;
  }

  /**
   * Puts objects in order.
   *
   * @param stays whether the destination's own is used
   */
  static MetadataOrder of(
      Collection<MetadataObject> roots,
      Map<MetadataObject, Found> objects,
      Predicate<MetadataObject> stays) {
    MetadataOrder order = new MetadataOrder(objects, stays);
    new TreeSet<>(roots).forEach(order::reach);
    // Nothing needs the option combinations of a combination, but values name them.
    for (Map.Entry<MetadataObject, Found> each : objects.entrySet()) {
      if (each.getKey().type().equals(MetadataFields.OPTION_COMBOS)
          && each.getValue().needed(MetadataFields.CATEGORY_COMBOS).stream()
              .map(uid -> new MetadataObject(MetadataFields.CATEGORY_COMBOS, uid))
              .anyMatch(order::isReached)) {
        order.reach(each.getKey());
      }
    }
    return order;
  }

  /** What is needed and stays as it is. */
  Set<MetadataObject> used() {
    return used;
  }

  /**
   * The objects in parts that are imported one after the other.
   *
   * @param most how many there are in one, unless more of them need each other
   */
  List<List<MetadataObject>> parts(int most) {
    List<List<MetadataObject>> parts = new ArrayList<>();
    List<MetadataObject> part = new ArrayList<>();
    for (List<MetadataObject> group : groups) {
      if (!part.isEmpty() && part.size() + group.size() > most) {
        parts.add(part);
        part = new ArrayList<>();
      }
      part.addAll(group);
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }

  private boolean isReached(MetadataObject object) {
    return visits.containsKey(object) || used.contains(object);
  }

  private void reach(MetadataObject object) {
    if (!visits.containsKey(object)) {
      visit(object);
    }
  }

  /** Null if the object is not walked through. */
  private @Nullable Visit visit(MetadataObject object) {
    Found found = objects.get(object);
    if (found == null) {
      return null;
    }
    if (stays.test(object)) {
      used.add(object);
      return null;
    }
    Visit visit = new Visit(object, visits.size());
    visits.put(object, visit);
    open.push(visit);
    for (MetadataObject needed : new TreeSet<>(found.needs())) {
      Visit before = visits.get(needed);
      Visit next = before == null ? visit(needed) : before;
      if (next != null && next.isOpen) {
        visit.lowest = Math.min(visit.lowest, next.lowest);
      }
    }
    if (visit.lowest == visit.number) {
      close(visit);
    }
    return visit;
  }

  private void close(Visit first) {
    List<MetadataObject> group = new ArrayList<>();
    Visit last;
    do {
      last = open.pop();
      last.isOpen = false;
      group.add(last.object);
    } while (last != first);
    groups.add(group);
  }
}
