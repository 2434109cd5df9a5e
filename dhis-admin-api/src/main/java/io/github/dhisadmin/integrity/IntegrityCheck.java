package io.github.dhisadmin.integrity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A check as it is listed.
 *
 * @param name what it is called
 * @param section the area it belongs to
 * @param severity how much its issues matter, unless an issue says otherwise
 * @param dhis2SeverityOrNull how DHIS2 rates them; null if DHIS2 has no such check
 * @param texts what it says to people
 * @param traits how it behaves
 * @param problems what is wrong with its definition, each naming where it stands; such a check is
 *     listed, and whenever it is run it fails with these problems; empty for a sound one
 */
public record IntegrityCheck(
    CheckName name,
    CheckSection section,
    Severity severity,
    @Nullable Severity dhis2SeverityOrNull,
    CheckTexts texts,
    CheckTraits traits,
    List<String> problems) {

  /** Keeps its own copy. */
  public IntegrityCheck {
    problems = List.copyOf(problems);
  }

  /** A check whose definition is sound. */
  public IntegrityCheck(
      CheckName name,
      CheckSection section,
      Severity severity,
      @Nullable Severity dhis2SeverityOrNull,
      CheckTexts texts,
      CheckTraits traits) {
    this(name, section, severity, dhis2SeverityOrNull, texts, traits, List.of());
  }

  /** A check of the operator of whose definition nothing can be read but what it may be called. */
  public static IntegrityCheck broken(String id, List<String> problems) {
    return new IntegrityCheck(
        CheckName.of(id),
        CheckSection.OTHER,
        Severity.SEVERE,
        null,
        new CheckTexts(
            "Custom check that cannot be read",
            "The definition of this check is wrong, so nobody knows whether there are issues.",
            "Mend the definition, or remove it.",
            ""),
        new CheckTraits(CheckSource.CUSTOM, true, false, null, Set.of()),
        problems);
  }

  /** The same check with a definition that is wrong. */
  public IntegrityCheck withProblems(List<String> found) {
    return new IntegrityCheck(name, section, severity, dhis2SeverityOrNull, texts, traits, found);
  }

  /** The same check under another name. */
  public IntegrityCheck named(CheckName other) {
    return new IntegrityCheck(
        other, section, severity, dhis2SeverityOrNull, texts, traits, problems);
  }

  /** Whether its definition is wrong, so that it cannot run. */
  public boolean isBroken() {
    return !problems.isEmpty();
  }

  /** Its unique name. */
  public String id() {
    return name.id();
  }

  /** Its unique short name. */
  public String code() {
    return name.code();
  }

  /** How DHIS2 rates its issues, if DHIS2 has the check. */
  public Optional<Severity> dhis2Severity() {
    return Optional.ofNullable(dhis2SeverityOrNull);
  }
}
