package io.github.dhisadmin.sync.internal.migration;

import static io.github.dhisadmin.sync.internal.migration.MetadataFields.CATEGORY_OPTIONS;
import static io.github.dhisadmin.sync.internal.migration.MetadataFields.DATA_ELEMENTS;
import static io.github.dhisadmin.sync.internal.migration.MetadataFields.INDICATORS;
import static io.github.dhisadmin.sync.internal.migration.MetadataFields.OPTION_COMBOS;
import static io.github.dhisadmin.sync.internal.migration.MetadataFields.PROGRAM_INDICATORS;
import static io.github.dhisadmin.sync.internal.migration.MetadataFields.TRACKER_ATTRIBUTES;
import static io.github.dhisadmin.sync.internal.migration.MetadataFields.UNITS;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What expressions refer to, of every kind that DHIS2 2.42 reads (ExpressionService and
 * ProgramIndicatorService). Nothing is judged: what cannot be read refers to nothing.
 */
final class ExpressionReferences {
  private static final String UID = "[A-Za-z][A-Za-z0-9]{10}";
  private static final Pattern ITEM = Pattern.compile("(#|A|C|D|I|N|R|OUG)\\{([^{}]*)}");
  private static final Pattern UNIT_FUNCTION =
      Pattern.compile("orgUnit\\.(ancestor|dataSet|group|program)\\(([^()]*)\\)");
  private static final Pattern EVENT_DATE = Pattern.compile("PS_EVENTDATE:\\s*(" + UID + ")");
  private static final Pattern ANY_UID = Pattern.compile(UID);

  private final boolean ofProgram;
  private final Set<MetadataObject> found = new TreeSet<>();

  private ExpressionReferences(boolean ofProgram) {
    this.ofProgram = ofProgram;
  }

  /**
   * Reads an expression.
   *
   * @param owner type of the object that has it: those of program indicators name stages
   */
  static Set<MetadataObject> of(String owner, String expression) {
    ExpressionReferences references =
        new ExpressionReferences(owner.equals(MetadataFields.PROGRAM_INDICATORS));
    references.read(expression);
    return references.found;
  }

  private void read(String expression) {
    Matcher item = ITEM.matcher(expression);
    while (item.find()) {
      item(item.group(1), item.group(2).split("\\.", -1));
    }
    Matcher function = UNIT_FUNCTION.matcher(expression);
    while (function.find()) {
      all(typeOfFunction(function.group(1)), function.group(2));
    }
    Matcher stage = EVENT_DATE.matcher(expression);
    while (stage.find()) {
      add("programStages", stage.group(1));
    }
  }

  private void item(String kind, String[] parts) {
    switch (kind) {
      case "#" -> dataElement(parts);
      case "A" -> {
        add("programs", parts.length > 1 ? parts[0] : "");
        add(TRACKER_ATTRIBUTES, parts[parts.length - 1]);
      }
      case "C" -> add("constants", parts[0]);
      case "D" -> {
        add("programs", parts[0]);
        add(DATA_ELEMENTS, parts.length > 1 ? parts[1] : "");
      }
      case "I" -> add(PROGRAM_INDICATORS, parts[0]);
      case "N" -> add(INDICATORS, parts[0]);
      case "R" -> add("dataSets", parts[0]);
      default -> add("organisationUnitGroups", parts[0]);
    }
  }

  private void dataElement(String[] parts) {
    if (ofProgram) {
      add("programStages", parts[0]);
      add(DATA_ELEMENTS, parts.length > 1 ? parts[1] : "");
      return;
    }
    tagged(DATA_ELEMENTS, parts[0]);
    for (int i = 1; i < parts.length; i++) {
      tagged(OPTION_COMBOS, parts[i]);
    }
  }

  /** Some places take groups and options in place of the usual type, by a tag. */
  private void tagged(String usual, String text) {
    int colon = text.indexOf(':');
    String type =
        switch (text.substring(0, colon + 1)) {
          case "deGroup:" -> "dataElementGroups";
          case "coGroup:" -> "categoryOptionGroups";
          case "co:" -> CATEGORY_OPTIONS;
          default -> usual;
        };
    all(type, text.substring(colon + 1));
  }

  private static String typeOfFunction(String function) {
    return switch (function) {
      case "ancestor" -> UNITS;
      case "dataSet" -> "dataSets";
      case "group" -> "organisationUnitGroups";
      default -> "programs";
    };
  }

  private void all(String type, String text) {
    Matcher uid = ANY_UID.matcher(text);
    while (uid.find()) {
      add(type, uid.group());
    }
  }

  private void add(String type, String uid) {
    if (ANY_UID.matcher(uid).matches()) {
      found.add(new MetadataObject(type, uid));
    }
  }
}
