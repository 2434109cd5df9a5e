package io.github.dhisadmin.jooq.internal.maintenance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A category combination: what option combinations it should have, and which it has.
 *
 * @param id its key
 * @param uid its uid
 * @param name its name
 * @param categories the options of each category, both in their order
 * @param existing its option combinations, the oldest first
 */
record CategoryComboState(
    long id, String uid, String name, List<List<Option>> categories, List<OptionCombo> existing) {
  /** Length to which DHIS2 cuts names. */
  private static final int MAX_NAME = 255;

  /** A category option. */
  record Option(long id, String name) {}

  /** An option combination and its options. */
  record OptionCombo(long id, String uid, String name, Set<Long> options) {}

  /** An option combination with a name that it should not have. */
  record Renaming(long id, String name) {}

  /**
   * What has to change.
   *
   * @param missing the options of combinations that are to be added, in the order of the categories
   * @param renamed names that differ from what the options say
   * @param obsolete combinations that no options of the categories make
   * @param duplicates combinations that have the same options as an older one
   */
  record Difference(
      List<List<Option>> missing,
      List<Renaming> renamed,
      List<OptionCombo> obsolete,
      List<OptionCombo> duplicates) {}

  /** Why its option combinations cannot be told; empty if they can. */
  Optional<String> problem() {
    if (categories.isEmpty()) {
      return Optional.of("it has no categories");
    }
    long empty = categories.stream().filter(List::isEmpty).count();
    return empty == 0
        ? Optional.empty()
        : Optional.of(empty + " of its categories have no options");
  }

  /** How many option combinations it should have. */
  double productSize() {
    return categories.stream().mapToDouble(List::size).reduce(1, (a, b) -> a * b);
  }

  Difference difference() {
    Map<Set<Long>, List<Option>> expected = expected();
    Map<Set<Long>, OptionCombo> found = new HashMap<>();
    List<Renaming> renamed = new ArrayList<>();
    List<OptionCombo> obsolete = new ArrayList<>();
    List<OptionCombo> duplicates = new ArrayList<>();
    for (OptionCombo combo : existing) {
      List<Option> options = expected.get(combo.options());
      if (options == null) {
        obsolete.add(combo);
        continue;
      }
      if (found.putIfAbsent(combo.options(), combo) != null) {
        duplicates.add(combo);
      }
      if (!nameOf(options).equals(combo.name())) {
        renamed.add(new Renaming(combo.id(), nameOf(options)));
      }
    }
    expected.keySet().removeAll(found.keySet());
    return new Difference(List.copyOf(expected.values()), renamed, obsolete, duplicates);
  }

  /** The name of a combination of these options. */
  static String nameOf(List<Option> options) {
    String name = options.stream().map(Option::name).collect(Collectors.joining(", "));
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
  }

  /** The product of the categories; the same options in another order are the same combination. */
  private Map<Set<Long>, List<Option>> expected() {
    List<List<Option>> product = List.of(List.of());
    for (List<Option> options : categories) {
      List<List<Option>> longer = new ArrayList<>(product.size() * options.size());
      for (List<Option> begun : product) {
        for (Option option : options) {
          List<Option> next = new ArrayList<>(begun);
          next.add(option);
          longer.add(next);
        }
      }
      product = longer;
    }
    Map<Set<Long>, List<Option>> expected = new LinkedHashMap<>();
    for (List<Option> options : product) {
      expected.putIfAbsent(
          options.stream().map(Option::id).collect(Collectors.toCollection(LinkedHashSet::new)),
          options);
    }
    return expected;
  }
}
