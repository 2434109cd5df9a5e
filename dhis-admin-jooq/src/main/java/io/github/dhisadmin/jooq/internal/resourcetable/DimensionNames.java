package io.github.dhisadmin.jooq.internal.resourcetable;

import io.github.dhisadmin.run.Warning;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.Record3;

/**
 * Finds column names for dimensions. DHIS2 2.42 takes short names, replaces what it does not trust
 * and numbers duplicates (UniqueNameVerifier); 2.40 takes them as they are. Other than DHIS2, which
 * gives up the whole job, a name that nothing is left of is replaced, a name that one of the
 * table's other columns has is numbered too, and long names stay different after PostgreSQL's cut.
 */
final class DimensionNames {
  /** What PostgreSQL keeps of an identifier. */
  private static final int LONGEST_IDENTIFIER = 63;

  private static final Pattern NOT_TRUSTED = Pattern.compile("[^. a-zA-Z0-9_+\\-/?@#$%^&*\",:]");
  private static final Pattern UNDERSCORES = Pattern.compile("_+");
  private static final Pattern LEADING_UNDERSCORE = Pattern.compile("^_");

  private final boolean asTheyAre;
  private final Set<String> taken;
  private final List<String> replaced = new ArrayList<>();
  private int named;

  /**
   * Begins with the names that are taken.
   *
   * @param asTheyAre whether short names are used without change, as in 2.40
   */
  DimensionNames(boolean asTheyAre, Collection<String> otherColumns) {
    this.asTheyAre = asTheyAre;
    this.taken = new HashSet<>(otherColumns);
  }

  /** Names dimensions given by key, uid and short name. */
  List<Dimension> name(List<? extends Record3<Long, String, String>> dimensions) {
    dimensions.forEach(row -> taken.add(row.value2()));
    return dimensions.stream()
        .map(row -> new Dimension(row.value1(), row.value2(), name(row.value2(), row.value3())))
        .toList();
  }

  /** A warning on the short names that nothing was left of, if any. */
  List<Warning> warnings(String tableName) {
    return replaced.isEmpty()
        ? List.of()
        : List.of(
            new Warning(
                "DIMENSION_NAME_REPLACED",
                tableName,
                "Short names without a usable character; the uid names the column: "
                    + String.join(", ", replaced.subList(0, Math.min(5, replaced.size()))),
                replaced.size()));
  }

  private String name(String uid, String shortName) {
    String base = asTheyAre ? shortName : sanitised(shortName);
    if (base.isBlank()) {
      replaced.add(uid);
      base = uid + "_name";
    }
    String candidate = cut(base, LONGEST_IDENTIFIER);
    for (int number = named; !taken.add(candidate); number++) {
      String suffix = String.valueOf(number);
      candidate = cut(base, LONGEST_IDENTIFIER - suffix.length()) + suffix;
    }
    named++;
    return candidate;
  }

  private static String sanitised(String shortName) {
    String trusted = NOT_TRUSTED.matcher(shortName).replaceAll("_");
    String single = UNDERSCORES.matcher(trusted).replaceAll("_");
    return LEADING_UNDERSCORE.matcher(single).replaceFirst("");
  }

  /** The longest beginning of whole characters that fits into so many bytes of UTF-8. */
  private static String cut(String text, int bytes) {
    int end = 0;
    int used = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      int size = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
      if (used + size > bytes) {
        break;
      }
      used += size;
      end += Character.charCount(codePoint);
    }
    return text.substring(0, end);
  }
}
