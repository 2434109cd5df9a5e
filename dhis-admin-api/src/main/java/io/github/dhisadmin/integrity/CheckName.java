package io.github.dhisadmin.integrity;

import java.util.List;
import java.util.Locale;

/**
 * What a check is called.
 *
 * @param id unique name in lower case with underscores; DHIS2's current name where it has the check
 * @param code short unique name in capitals, the first letter of each word of the id
 * @param aliases older names, as in DHIS2's former reports and versions; may be empty
 */
public record CheckName(String id, String code, List<String> aliases) {

  /** Keeps its own copy. */
  public CheckName {
    aliases = List.copyOf(aliases);
  }

  /** A check whose code follows from its id and that never had another name. */
  public static CheckName of(String id, String... aliases) {
    return new CheckName(id, codeOf(id), List.of(aliases));
  }

  private static String codeOf(String id) {
    StringBuilder code = new StringBuilder();
    for (String word : id.split("_", -1)) {
      code.append(word, 0, Math.min(1, word.length()));
    }
    return code.toString().toUpperCase(Locale.ROOT);
  }
}
