package io.github.dhisadmin.integrity;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which checks to run, as an immutable value. Names add checks; sections and severities narrow what
 * the names gave.
 */
public final class CheckSelection {
  private final List<String> names;
  private final Set<CheckSection> sections;
  private final Set<Severity> severities;
  private final boolean slowIncluded;

  private CheckSelection(
      List<String> names,
      Set<CheckSection> sections,
      Set<Severity> severities,
      boolean slowIncluded) {
    this.names = List.copyOf(names);
    this.sections = Set.copyOf(sections);
    this.severities = Set.copyOf(severities);
    this.slowIncluded = slowIncluded;
  }

  /** The checks that run by default: those of DHIS2's guide and a few beside them. */
  public static CheckSelection byDefault() {
    return new CheckSelection(List.of(), Set.of(), Set.of(), false);
  }

  /** Every check, except slow ones. */
  public static CheckSelection all() {
    return of("*");
  }

  /**
   * The named checks.
   *
   * @param names each an id, an older name, a code in capitals, a pattern with {@code *}, or the
   *     name of a group: {@code seed}, {@code extended}, {@code custom}, {@code default}, {@code
   *     fast} or a profile such as {@code upgrade-blockers}. Upper and lower case, {@code -} and
   *     {@code _} count as the same except in codes. A name that selects nothing is refused when
   *     the selection is used.
   */
  public static CheckSelection of(String... names) {
    return of(Arrays.asList(names));
  }

  /** The named checks, as {@link #of(String...)}; all that run by default if the list is empty. */
  public static CheckSelection of(List<String> names) {
    return new CheckSelection(names, Set.of(), Set.of(), false);
  }

  /** Only checks of this section, or of those named before. */
  public CheckSelection section(CheckSection section) {
    return new CheckSelection(names, with(sections, section), severities, slowIncluded);
  }

  /** Only checks of this severity, or of those named before. */
  public CheckSelection severity(Severity severity) {
    return new CheckSelection(names, sections, with(severities, severity), slowIncluded);
  }

  /** Also slow checks; without it they run only if their id, code or alias is given. */
  public CheckSelection includeSlow() {
    return new CheckSelection(names, sections, severities, true);
  }

  /** The names given; empty for the checks that run by default. */
  public List<String> names() {
    return names;
  }

  /** The sections to keep to; empty for all. */
  public Set<CheckSection> sections() {
    return sections;
  }

  /** The severities to keep to; empty for all. */
  public Set<Severity> severities() {
    return severities;
  }

  /** Whether slow checks run although nobody gave their id, code or alias. */
  public boolean slowIncluded() {
    return slowIncluded;
  }

  private static <E> Set<E> with(Set<E> some, E another) {
    Set<E> both = new LinkedHashSet<>(some);
    both.add(another);
    return both;
  }
}
