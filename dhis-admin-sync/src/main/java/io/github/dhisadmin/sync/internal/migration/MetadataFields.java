package io.github.dhisadmin.sync.internal.migration;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the fields of metadata objects refer to, as DHIS2 2.42 writes the fields it owns. */
final class MetadataFields {
  static final String USERS = "users";
  static final String USER_GROUPS = "userGroups";
  static final String UNITS = "organisationUnits";
  static final String DATA_ELEMENTS = "dataElements";
  static final String INDICATORS = "indicators";
  static final String PROGRAM_INDICATORS = "programIndicators";
  static final String CATEGORY_OPTIONS = "categoryOptions";
  static final String CATEGORY_COMBOS = "categoryCombos";
  static final String OPTION_COMBOS = "categoryOptionCombos";
  static final String TRACKER_ATTRIBUTES = "trackedEntityAttributes";

  /** What follows from the names of fields that are not those of types. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("visualization", "visualizations"),
          Map.entry("eventVisualization", "eventVisualizations"),
          Map.entry("eventChart", "eventCharts"),
          Map.entry("eventReport", "eventReports"),
          Map.entry("map", "maps"),
          Map.entry("resources", "documents"),
          Map.entry("indicator", INDICATORS),
          Map.entry("indicatorType", "indicatorTypes"),
          Map.entry("indicatorGroup", "indicatorGroups"),
          Map.entry("indicatorGroupSet", "indicatorGroupSets"),
          Map.entry("dataElement", DATA_ELEMENTS),
          Map.entry("dataElementValueDimension", DATA_ELEMENTS),
          Map.entry("dataElementGroup", "dataElementGroups"),
          Map.entry("dataElementGroupSet", "dataElementGroupSets"),
          Map.entry("dataSet", "dataSets"),
          Map.entry("dataEntryForm", "dataEntryForms"),
          Map.entry("workflow", "dataApprovalWorkflows"),
          Map.entry("programIndicator", PROGRAM_INDICATORS),
          Map.entry("program", "programs"),
          Map.entry("relatedProgram", "programs"),
          Map.entry("programStage", "programStages"),
          Map.entry("notificationTemplates", "programNotificationTemplates"),
          Map.entry("trackedEntityType", "trackedEntityTypes"),
          Map.entry("trackedEntityAttribute", TRACKER_ATTRIBUTES),
          Map.entry("attributeValueDimension", TRACKER_ATTRIBUTES),
          Map.entry("attribute", "attributes"),
          Map.entry("relationshipType", "relationshipTypes"),
          Map.entry("optionSet", "optionSets"),
          Map.entry("commentOptionSet", "optionSets"),
          Map.entry("legendSet", "legendSets"),
          Map.entry("category", "categories"),
          Map.entry("categoryOption", CATEGORY_OPTIONS),
          Map.entry("categoryCombo", CATEGORY_COMBOS),
          Map.entry("categoryOptionCombo", OPTION_COMBOS),
          Map.entry("attributeOptionCombo", OPTION_COMBOS),
          Map.entry("categoryOptionGroup", "categoryOptionGroups"),
          Map.entry("categoryOptionGroupSet", "categoryOptionGroupSets"),
          Map.entry("organisationUnit", UNITS),
          Map.entry("parent", UNITS),
          Map.entry("organisationUnitGroup", "organisationUnitGroups"),
          Map.entry("itemOrganisationUnitGroups", "organisationUnitGroups"),
          Map.entry("organisationUnitGroupSet", "organisationUnitGroupSets"),
          Map.entry("expressionDimensionItem", "expressionDimensionItems"));

  /** Fields that are called like the type they list. */
  private static final Set<String> LISTS =
      Set.of(
          INDICATORS,
          DATA_ELEMENTS,
          PROGRAM_INDICATORS,
          CATEGORY_OPTIONS,
          "categories",
          "categoryOptionGroups",
          "categoryOptionGroupSets",
          "dataElementGroups",
          "dataElementGroupSets",
          "indicatorGroups",
          "indicatorGroupSets",
          "organisationUnitGroups",
          "organisationUnitGroupSets",
          "legendSets",
          "options",
          "programStages",
          "programSections",
          "programStageSections",
          "sections",
          "dataApprovalLevels",
          "reports",
          TRACKER_ATTRIBUTES,
          UNITS,
          USERS,
          USER_GROUPS);

  /** In these, an attribute is one of tracked entities. */
  private static final Set<String> OF_TRACKER = Set.of("attributeDimensions", "programAttribute");

  /** What says who made an object and when, or how the asking user stands to it. */
  private static final Set<String> OF_SERVER =
      Set.of(
          "created",
          "createdBy",
          "lastUpdated",
          "lastUpdatedBy",
          "user",
          "href",
          "access",
          "favorite",
          "favorites",
          "subscribed",
          "subscribers",
          "interpretations",
          "path");

  private static final Set<String> OF_SHARING =
      Set.of("sharing", "publicAccess", "externalAccess", "userAccesses", "userGroupAccesses");

  private static final Set<String> EXPRESSIONS =
      Set.of("numerator", "denominator", "expression", "filter");

  private static final Set<String> FAVOURITES =
      Set.of("visualizations", "eventVisualizations", "eventCharts", "eventReports", "maps");

  private MetadataFields() {}

  /**
   * The type of the objects that a field refers to by uid.
   *
   * @param within the field that holds the object that has the field
   */
  static Optional<String> type(String within, String field) {
    if (field.equals("attribute") && OF_TRACKER.contains(within)) {
      return Optional.of(TRACKER_ATTRIBUTES);
    }
    if (field.equals("set") && within.equals("legend")) {
      return Optional.of("legendSets");
    }
    return LISTS.contains(field) ? Optional.of(field) : Optional.ofNullable(TYPES.get(field));
  }

  /** Whether a field is the source's own business. */
  static boolean isOfServer(String field) {
    return OF_SERVER.contains(field);
  }

  /** Whether a field says who may see an object. */
  static boolean isOfSharing(String field) {
    return OF_SHARING.contains(field);
  }

  /** Whether the text of a field is an expression. */
  static boolean isExpression(String field) {
    return EXPRESSIONS.contains(field);
  }

  /**
   * Whether a field is of use without those objects that the destination lacks: people, and units
   * that something is assigned to. Those that a favourite shows are needed.
   *
   * @param owner type of the object that has the field
   * @param referred type of the objects it refers to
   */
  static boolean isAssignment(String owner, String field, String referred) {
    return switch (referred) {
      case USERS, USER_GROUPS -> true;
      case UNITS -> field.equals(UNITS) && !FAVOURITES.contains(owner);
      default -> false;
    };
  }
}
