package io.github.dhisadmin.integrity;

import java.util.Optional;
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
 */
public record IntegrityCheck(
    CheckName name,
    CheckSection section,
    Severity severity,
    @Nullable Severity dhis2SeverityOrNull,
    CheckTexts texts,
    CheckTraits traits) {

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
