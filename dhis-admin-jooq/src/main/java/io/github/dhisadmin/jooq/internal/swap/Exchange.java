package io.github.dhisadmin.jooq.internal.swap;

import java.util.List;

/**
 * The tables that give way in one transaction, and those that take their places.
 *
 * @param parents tables that stay while some of their children change. A reader of a parent looks
 *     for its children and then waits for each; of one that is gone by then it would silently have
 *     no rows, and of its replacement neither. So readers have to wait for the parent
 * @param replacements all tables that change together; parents and children in any order
 * @param drops tables that end without a replacement; those that do not exist are no trouble
 */
public record Exchange(List<String> parents, List<Replacement> replacements, List<String> drops) {

  /** Keeps the lists as they are now. */
  public Exchange {
    parents = List.copyOf(parents);
    replacements = List.copyOf(replacements);
    drops = List.copyOf(drops);
  }

  /** Of tables whose parents, if they have any, change with them. */
  public static Exchange of(List<Replacement> replacements, List<String> drops) {
    return new Exchange(List.of(), replacements, drops);
  }

  /** Of children of a parent that stays; if there are none, nobody has to wait for it. */
  public static Exchange below(String parent, List<Replacement> replacements, List<String> drops) {
    boolean none = replacements.isEmpty() && drops.isEmpty();
    return new Exchange(none ? List.of() : List.of(parent), replacements, drops);
  }
}
