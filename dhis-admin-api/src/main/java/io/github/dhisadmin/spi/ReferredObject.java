package io.github.dhisadmin.spi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What matters of an object that exists.
 *
 * @param reference which object
 * @param valueTypeOrNull DHIS2's name for the type of its values, such as {@code INTEGER}; null
 *     unless it is a data element or an attribute
 * @param programUidOrNull uid of its program; null unless it is a stage that has one
 * @param repeatable whether it is a stage that may occur more than once
 */
public record ReferredObject(
    Reference reference,
    @Nullable String valueTypeOrNull,
    @Nullable String programUidOrNull,
    boolean repeatable) {

  /** DHIS2's name for the type of its values. */
  public Optional<String> valueType() {
    return Optional.ofNullable(valueTypeOrNull);
  }

  /** Uid of its program. */
  public Optional<String> programUid() {
    return Optional.ofNullable(programUidOrNull);
  }
}
