package io.github.dhisadmin.core.internal.integrity.custom;

import io.github.dhisadmin.error.Suggestions;
import io.github.dhisadmin.integrity.CheckName;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.CheckSource;
import io.github.dhisadmin.integrity.CheckTexts;
import io.github.dhisadmin.integrity.CheckTraits;
import io.github.dhisadmin.integrity.CustomCheck;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.Severity;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The keys and values of one check. DHIS2's names of keys (2.42, DataIntegrityCheckFile) are known
 * besides ours: its {@code description} is one line and so our title, its {@code introduction} is
 * our description. Its {@code summary_sql} is not needed, as the count is that of the issues.
 */
final class CheckKeys {
  private static final String ID = "id";
  private static final String CODE = "code";
  private static final String TITLE = "title";
  private static final String DESCRIPTION = "description";
  private static final String INTRODUCTION = "introduction";
  private static final String RECOMMENDATION = "recommendation";
  private static final String PLACE = "place";
  private static final String SECTION = "section";
  private static final String SEVERITY = "severity";
  private static final String SLOW = "slow";
  private static final String OBJECT_TYPE = "object_type";
  private static final String DETAILS_SQL = "details_sql";
  private static final String TOTAL_SQL = "total_sql";

  private static final String DHIS2_NAME = "name";

  private static final List<String> KEYS =
      List.of(
          ID,
          CODE,
          TITLE,
          DESCRIPTION,
          RECOMMENDATION,
          PLACE,
          SECTION,
          SEVERITY,
          SLOW,
          OBJECT_TYPE,
          DETAILS_SQL,
          TOTAL_SQL);

  /** DHIS2's names of keys that we have under another name. */
  private static final Map<String, String> DHIS2_KEYS =
      Map.of(
          DHIS2_NAME,
          ID,
          INTRODUCTION,
          INTRODUCTION,
          "details_id_type",
          OBJECT_TYPE,
          "is_slow",
          SLOW);

  private static final Set<String> DHIS2_KEYS_WITHOUT_USE =
      Set.of("section_order", "summary_sql", "is_protected");

  private static final Suggestions KNOWN =
      new Suggestions(Stream.concat(KEYS.stream(), DHIS2_KEYS.keySet().stream()).sorted().toList());

  private static final Pattern VALID_ID = Pattern.compile("[a-z][a-z0-9_]{0,99}");
  private static final Pattern VALID_CODE = Pattern.compile("[A-Z][A-Z0-9]{0,29}");

  private final int line;
  private final Problems problems;
  private final Map<String, ScalarNode> values = new LinkedHashMap<>();
  private boolean dhis2;

  CheckKeys(MappingNode mapping, Problems problems) {
    this.line = lineOf(mapping);
    this.problems = problems;
    mapping.getValue().forEach(this::add);
  }

  /**
   * The check; if problems were told, only what could be read of it.
   *
   * @param otherId what it is called if its id cannot be
   */
  CustomCheck check(String otherId) {
    CheckName name = name(otherId);
    CheckTexts texts = texts(name);
    CheckSection section = section();
    Severity severity = severity();
    CheckTraits traits =
        new CheckTraits(CheckSource.CUSTOM, true, slow(), optional(OBJECT_TYPE), Set.of());
    String detailsSql = required(DETAILS_SQL);
    String totalSql = optional(TOTAL_SQL);
    return new CustomCheck(
        new IntegrityCheck(name, section, severity, null, texts, traits), detailsSql, totalSql);
  }

  private void add(NodeTuple entry) {
    if (!(entry.getKeyNode() instanceof ScalarNode keyNode)) {
      wrong(lineOf(entry.getKeyNode()), "a key must be a word");
      return;
    }
    String written = keyNode.getValue();
    String key = KEYS.contains(written) ? written : DHIS2_KEYS.get(written);
    if (key == null) {
      if (!DHIS2_KEYS_WITHOUT_USE.contains(written)) {
        wrong(lineOf(keyNode), "unknown key '" + written + "'. " + KNOWN.forName(written));
      }
      return;
    }
    dhis2 |= written.equals(DHIS2_NAME) || written.equals(INTRODUCTION);
    if (!(entry.getValueNode() instanceof ScalarNode value)) {
      wrong(lineOf(keyNode), "'" + written + "' must be one value");
    } else if (values.putIfAbsent(key, value) != null) {
      wrong(lineOf(keyNode), "'" + written + "' is given twice, or under two names");
    }
  }

  private CheckTexts texts(CheckName name) {
    String description = required(values.containsKey(INTRODUCTION) ? INTRODUCTION : DESCRIPTION);
    String title = title(description);
    String place = optional(PLACE);
    return new CheckTexts(
        title.isEmpty() ? name.id() : title,
        description,
        required(RECOMMENDATION),
        place == null ? "" : place);
  }

  private String title(String description) {
    if (!dhis2 || values.containsKey(TITLE)) {
      return required(TITLE);
    }
    return values.containsKey(INTRODUCTION) ? required(DESCRIPTION) : description;
  }

  private CheckName name(String otherId) {
    String id = matching(ID, VALID_ID, "lower case letters, digits and underscores");
    CheckName name = CheckName.of(id.isEmpty() ? otherId : id);
    String code = values.containsKey(CODE) ? matching(CODE, VALID_CODE, "capitals and digits") : "";
    return code.isEmpty() ? name : new CheckName(name.id(), code, List.of());
  }

  private CheckSection section() {
    String name = required(SECTION);
    Optional<CheckSection> section = CheckSection.named(name);
    if (section.isEmpty() && !name.isEmpty()) {
      List<String> titles = Arrays.stream(CheckSection.values()).map(CheckSection::title).toList();
      wrong(
          lineOf(SECTION),
          "there is no section '" + name + "'. " + new Suggestions(titles).forName(name));
    }
    return section.orElse(CheckSection.OTHER);
  }

  private Severity severity() {
    String name = required(SEVERITY);
    for (Severity severity : Severity.values()) {
      if (severity.name().equals(name.toUpperCase(Locale.ROOT))) {
        return severity;
      }
    }
    if (!name.isEmpty()) {
      List<String> names = Arrays.stream(Severity.values()).map(Severity::name).toList();
      wrong(
          lineOf(SEVERITY),
          "there is no severity '" + name + "'. " + new Suggestions(names).forName(name));
    }
    return Severity.INFO;
  }

  private boolean slow() {
    String value = optional(SLOW);
    if (value != null && !value.equals("true") && !value.equals("false")) {
      wrong(lineOf(SLOW), "'" + SLOW + "' must be true or false, but is '" + value + "'");
    }
    return "true".equals(value);
  }

  /** The value of a key; empty, and a problem, if there is none or it has another form. */
  private String matching(String key, Pattern pattern, String form) {
    String value = required(key);
    if (!value.isEmpty() && !pattern.matcher(value).matches()) {
      wrong(
          lineOf(key),
          "'" + value + "' is no " + key + ", which begins with a letter and consists of " + form);
      return "";
    }
    return value;
  }

  /** The value of a key; empty, and a problem, if there is none. */
  private String required(String key) {
    String value = optional(key);
    if (value == null) {
      wrong(values.containsKey(key) ? lineOf(key) : line, "'" + key + "' is missing");
      return "";
    }
    return value;
  }

  private @Nullable String optional(String key) {
    ScalarNode value = values.get(key);
    return value == null || value.getValue().isBlank() ? null : value.getValue().strip();
  }

  private int lineOf(String key) {
    ScalarNode value = values.get(key);
    return value == null ? line : lineOf(value);
  }

  private static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private void wrong(int where, String problem) {
    problems.add(where, problem);
  }

  /** Hears of problems. */
  @FunctionalInterface
  interface Problems {
    void add(int line, String problem);
  }
}
