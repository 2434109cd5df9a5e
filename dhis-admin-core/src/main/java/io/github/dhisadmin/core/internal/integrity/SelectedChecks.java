package io.github.dhisadmin.core.internal.integrity;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.Suggestions;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.CheckSource;
import io.github.dhisadmin.integrity.IntegrityCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the checks that a selection means. Names are read as DHIS2 reads them (2.42,
 * DefaultDataIntegrityService): a code in capitals, a pattern, or a name in any case with hyphens
 * or underscores; what DHIS2 drops in silence is refused here. Immutable.
 */
final class SelectedChecks {
  private static final String FAST = "fast";
  private static final String DEFAULT = "default";

  /** Groups that are there whatever the checks are, normalised. */
  static final Set<String> FIXED_GROUPS =
      Stream.concat(
              Stream.of(FAST, DEFAULT),
              Arrays.stream(CheckSource.values()).map(source -> normalised(source.name())))
          .collect(Collectors.toUnmodifiableSet());

  private final List<IntegrityCheck> checks;
  private final Map<String, List<IntegrityCheck>> byCode = new HashMap<>();
  private final Map<String, List<IntegrityCheck>> byName = new LinkedHashMap<>();
  private final Map<String, List<IntegrityCheck>> groups = new LinkedHashMap<>();
  private final Suggestions suggestions;

  /** What one name gives, and whether it names its checks one by one. */
  private record Match(List<IntegrityCheck> checks, boolean oneByOne) {}

  SelectedChecks(List<IntegrityCheck> checks) {
    this.checks = List.copyOf(checks);
    checks.forEach(check -> byCode.put(check.code(), List.of(check)));
    checks.forEach(check -> byName.put(normalised(check.id()), List.of(check)));
    Map<String, List<IntegrityCheck>> aliases = new LinkedHashMap<>();
    checks.forEach(
        check ->
            check
                .name()
                .aliases()
                .forEach(
                    alias ->
                        aliases
                            .computeIfAbsent(normalised(alias), name -> new ArrayList<>())
                            .add(check)));
    aliases.forEach(byName::putIfAbsent);
    for (IntegrityCheck check : checks) {
      groupsOf(check)
          .forEach(
              group ->
                  groups.computeIfAbsent(normalised(group), name -> new ArrayList<>()).add(check));
    }
    this.suggestions =
        new Suggestions(
            Stream.of(
                    checks.stream().map(IntegrityCheck::id),
                    checks.stream().flatMap(SelectedChecks::groupsOf).distinct(),
                    checks.stream().map(IntegrityCheck::code))
                .flatMap(names -> names)
                .toList());
  }

  /**
   * The ids of the checks that a selection gives.
   *
   * @throws InvalidRequestException if a name, or the selection as a whole, gives nothing
   */
  Set<String> ids(CheckSelection selection) {
    Set<String> chosen = chosen(selection);
    Set<String> kept =
        checks.stream()
            .filter(check -> chosen.contains(check.id()))
            .filter(narrowedBy(selection))
            .map(IntegrityCheck::id)
            .collect(Collectors.toSet());
    if (kept.isEmpty() && !chosen.isEmpty()) {
      throw new InvalidRequestException(
          "No check is left: of the "
              + chosen.size()
              + " checks that were named or run by default none is of the sections and severities"
              + " asked for; the name * stands for all checks.");
    }
    return kept;
  }

  /** As names are compared: lower case, with underscores. */
  static String normalised(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace('-', '_');
  }

  private Set<String> chosen(CheckSelection selection) {
    if (selection.names().isEmpty()) {
      return ids(
          checks.stream().filter(check -> check.traits().byDefault()).filter(runnable(selection)));
    }
    Set<String> chosen = new LinkedHashSet<>();
    List<String> problems = new ArrayList<>();
    for (String name : selection.names()) {
      Match match = match(name);
      Set<String> given =
          match.oneByOne()
              ? ids(match.checks().stream())
              : ids(match.checks().stream().filter(runnable(selection)));
      if (match.checks().isEmpty()) {
        problems.add(unknown(name));
      } else if (given.isEmpty()) {
        problems.add(
            "'"
                + name
                + "' gives slow checks only; include slow checks, or name them by their ids.");
      }
      chosen.addAll(given);
    }
    if (!problems.isEmpty()) {
      throw new InvalidRequestException(String.join(" ", problems));
    }
    return chosen;
  }

  private Match match(String name) {
    String wanted = normalised(name);
    if (byCode.containsKey(name.strip())) {
      return new Match(byCode.getOrDefault(name.strip(), List.of()), true);
    }
    if (wanted.contains("*")) {
      Predicate<String> pattern = pattern(wanted);
      return new Match(
          checks.stream().filter(check -> pattern.test(normalised(check.id()))).toList(), false);
    }
    if (byName.containsKey(wanted)) {
      return new Match(byName.getOrDefault(wanted, List.of()), true);
    }
    return new Match(groups.getOrDefault(wanted, List.of()), false);
  }

  private static Predicate<String> pattern(String wanted) {
    String regex =
        Arrays.stream(wanted.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(regex).asMatchPredicate();
  }

  private String unknown(String name) {
    List<String> near = suggestions.near(name.strip());
    return "There is no check '"
        + name
        + "'"
        + (near.isEmpty()
            ? "; the list of checks has all names."
            : ". Did you mean " + String.join(" or ", near) + "?");
  }

  private static Stream<String> groupsOf(IntegrityCheck check) {
    Stream.Builder<String> groups = Stream.builder();
    groups.add(check.traits().source().name().toLowerCase(Locale.ROOT));
    if (!check.traits().slow()) {
      groups.add(FAST);
    }
    if (check.traits().byDefault()) {
      groups.add(DEFAULT);
    }
    check.traits().profiles().forEach(groups::add);
    return groups.build().distinct();
  }

  private static Predicate<IntegrityCheck> runnable(CheckSelection selection) {
    return check -> selection.slowIncluded() || !check.traits().slow();
  }

  private static Predicate<IntegrityCheck> narrowedBy(CheckSelection selection) {
    return check ->
        (selection.sections().isEmpty() || selection.sections().contains(check.section()))
            && (selection.severities().isEmpty()
                || selection.severities().contains(check.severity()));
  }

  private static Set<String> ids(Stream<IntegrityCheck> some) {
    return some.map(IntegrityCheck::id).collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
