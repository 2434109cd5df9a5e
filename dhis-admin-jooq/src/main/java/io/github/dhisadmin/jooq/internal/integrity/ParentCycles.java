package io.github.dhisadmin.jooq.internal.integrity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cycles among nodes that have one parent each. Takes away nodes without children until none is
 * left: what stays are the nodes of cycles, so the time is linear and no walk can go round.
 */
final class ParentCycles {
  private ParentCycles() {}

  /**
   * A cycle.
   *
   * @param members each followed by its parent, the last one by the first; the first has the lowest
   *     key
   */
  record Cycle(List<Member> members) {

    Cycle {
      members = List.copyOf(members);
    }
  }

  /**
   * A node of a cycle.
   *
   * @param id its key
   * @param below how many nodes hang below it without being part of the cycle
   */
  record Member(long id, long below) {}

  /**
   * Finds all cycles.
   *
   * @param parents parents by child; a parent that is no child itself ends the way up
   */
  static List<Cycle> in(Map<Long, Long> parents) {
    Map<Long, Integer> children = new HashMap<>();
    parents.values().forEach(parent -> children.merge(parent, 1, Integer::sum));
    TreeMap<Long, Long> remaining = new TreeMap<>(parents);
    Map<Long, Long> below = new HashMap<>();
    Deque<Long> leaves = new ArrayDeque<>();
    parents.keySet().stream().filter(node -> !children.containsKey(node)).forEach(leaves::add);
    while (!leaves.isEmpty()) {
      Long leaf = leaves.remove();
      Long parent = remaining.remove(leaf);
      if (parent == null) {
        continue;
      }
      below.merge(parent, below.getOrDefault(leaf, 0L) + 1, Long::sum);
      if (children.merge(parent, -1, Integer::sum) == 0) {
        leaves.add(parent);
      }
    }
    List<Cycle> cycles = new ArrayList<>();
    while (!remaining.isEmpty()) {
      List<Member> members = new ArrayList<>();
      Long node = remaining.firstKey();
      Long parent = remaining.remove(node);
      while (parent != null) {
        members.add(new Member(node, below.getOrDefault(node, 0L)));
        node = parent;
        parent = remaining.remove(node);
      }
      cycles.add(new Cycle(members));
    }
    return cycles;
  }
}
