package io.github.dhisadmin.integrity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object that an issue has to do with.
 *
 * @param type what it is, as DHIS2's API names the type, such as {@code dataSets}
 * @param uidOrNull its uid; null if it has none
 * @param name its name, or what is known of it if it has none
 */
public record ObjectReference(String type, @Nullable String uidOrNull, String name) {

  /** Its uid. */
  public Optional<String> uid() {
    return Optional.ofNullable(uidOrNull);
  }
}
