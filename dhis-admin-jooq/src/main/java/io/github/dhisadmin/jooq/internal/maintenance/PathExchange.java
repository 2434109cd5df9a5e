package io.github.dhisadmin.jooq.internal.maintenance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Divides units that have each other's paths into parts such that who waits for a path is with the
 * unit that has it: two that were swapped cannot be corrected one after the other.
 */
final class PathExchange {
  private final int atOnce;

  /**
   * Makes parts of about a size.
   *
   * @param atOnce how many units a part has at most, unless more than that wait for each other
   */
  PathExchange(int atOnce) {
    this.atOnce = atOnce;
  }

  /** A unit, the path it has and the one it should have. */
  record Wish(long unit, @Nullable String has, String wants) {}

  /** The units of each part. */
  List<List<Long>> parts(Collection<Wish> wishes) {
    List<List<Long>> parts = new ArrayList<>();
    List<Long> part = new ArrayList<>();
    for (List<Long> chain : chains(wishes)) {
      if (!part.isEmpty() && part.size() + chain.size() > atOnce) {
        parts.add(part);
        part = new ArrayList<>();
      }
      part.addAll(chain);
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }

  /** No path belongs to two units, so these are lines and circles. */
  private static List<List<Long>> chains(Collection<Wish> wishes) {
    Map<String, Wish> holders = new HashMap<>();
    wishes.forEach(wish -> holders.put(wish.has() == null ? "" : wish.has(), wish));
    List<List<Long>> chains = new ArrayList<>();
    Map<Long, Integer> chainOf = new HashMap<>();
    for (Wish start : wishes) {
      int fresh = chains.size();
      List<Long> walked = new ArrayList<>();
      Wish wish = start;
      while (wish != null && chainOf.putIfAbsent(wish.unit(), fresh) == null) {
        walked.add(wish.unit());
        wish = holders.get(wish.wants());
      }
      int joined = wish == null ? fresh : chainOf.getOrDefault(wish.unit(), fresh);
      if (joined == fresh) {
        chains.add(walked);
      } else {
        chains.get(joined).addAll(walked);
        walked.forEach(unit -> chainOf.put(unit, joined));
      }
    }
    return chains;
  }
}
