package io.github.dhisadmin.error;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the known names that somebody may have meant by an unknown one. Immutable. */
public final class Suggestions {
  private static final int MAX_SUGGESTIONS = 3;

  /** Shorter words are part of too many others. */
  private static final int MIN_PART = 3;

  private final List<String> known;

  /** Suggests names out of these. */
  public Suggestions(List<String> known) {
    this.known = List.copyOf(known);
  }

  /** The nearest names, at most three, the nearest first; empty if none is near. */
  public List<String> near(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(candidate -> isNear(wanted, candidate.toLowerCase(Locale.ROOT)))
        .sorted(
            Comparator.comparingInt(
                candidate -> distance(wanted, candidate.toLowerCase(Locale.ROOT))))
        .limit(MAX_SUGGESTIONS)
        .toList();
  }

  /** A sentence with the nearest names, or with all when none is near. */
  public String forName(String name) {
    List<String> near = near(name);
    return near.isEmpty()
        ? "Known are: " + String.join(", ", known) + "."
        : "Did you mean " + String.join(" or ", near) + "?";
  }

  private static boolean isNear(String wanted, String candidate) {
    boolean partOfTheOther =
        (wanted.length() >= MIN_PART && candidate.contains(wanted))
            || (candidate.length() >= MIN_PART && wanted.contains(candidate));
    return partOfTheOther || distance(wanted, candidate) <= mistakes(candidate);
  }

  private static int mistakes(String candidate) {
    return candidate.length() <= MIN_PART ? 1 : Math.max(2, candidate.length() / 4);
  }

  /** Number of letters to insert, drop or replace to get from one word to the other. */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
