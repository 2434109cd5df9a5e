package io.github.dhisadmin.jooq.internal.sync;

import io.github.dhisadmin.jooq.internal.dhis2.Tables;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** The tables of metadata, by the names their types have in exports. */
final class MetadataTables {
  private static final Map<String, Table<?>> TABLES =
      Map.ofEntries(
          Map.entry("attributes", Tables.ATTRIBUTE),
          Map.entry("categories", Tables.CATEGORY),
          Map.entry("categoryCombos", Tables.CATEGORYCOMBO),
          Map.entry("categoryOptionCombos", Tables.CATEGORYOPTIONCOMBO),
          Map.entry("categoryOptionGroupSets", Tables.CATEGORYOPTIONGROUPSET),
          Map.entry("categoryOptionGroups", Tables.CATEGORYOPTIONGROUP),
          Map.entry("categoryOptions", Tables.CATEGORYOPTION),
          Map.entry("constants", Tables.CONSTANT),
          Map.entry("dashboards", Tables.DASHBOARD),
          Map.entry("dataApprovalLevels", Tables.DATAAPPROVALLEVEL),
          Map.entry("dataApprovalWorkflows", Tables.DATAAPPROVALWORKFLOW),
          Map.entry("dataElementGroupSets", Tables.DATAELEMENTGROUPSET),
          Map.entry("dataElementGroups", Tables.DATAELEMENTGROUP),
          Map.entry("dataElements", Tables.DATAELEMENT),
          Map.entry("dataEntryForms", Tables.DATAENTRYFORM),
          Map.entry("dataSetNotificationTemplates", Tables.DATASETNOTIFICATIONTEMPLATE),
          Map.entry("dataSets", Tables.DATASET),
          Map.entry("documents", Tables.DOCUMENT),
          Map.entry("eventVisualizations", Tables.EVENTVISUALIZATION),
          Map.entry("indicatorGroupSets", Tables.INDICATORGROUPSET),
          Map.entry("indicatorGroups", Tables.INDICATORGROUP),
          Map.entry("indicatorTypes", Tables.INDICATORTYPE),
          Map.entry("indicators", Tables.INDICATOR),
          Map.entry("legendSets", Tables.MAPLEGENDSET),
          Map.entry("maps", Tables.MAP),
          Map.entry("optionGroupSets", Tables.OPTIONGROUPSET),
          Map.entry("optionGroups", Tables.OPTIONGROUP),
          Map.entry("optionSets", Tables.OPTIONSET),
          Map.entry("options", Tables.OPTIONVALUE),
          Map.entry("organisationUnitGroupSets", Tables.ORGUNITGROUPSET),
          Map.entry("organisationUnitGroups", Tables.ORGUNITGROUP),
          Map.entry("organisationUnitLevels", Tables.ORGUNITLEVEL),
          Map.entry("organisationUnits", Tables.ORGANISATIONUNIT),
          Map.entry("predictorGroups", Tables.PREDICTORGROUP),
          Map.entry("predictors", Tables.PREDICTOR),
          Map.entry("programIndicatorGroups", Tables.PROGRAMINDICATORGROUP),
          Map.entry("programIndicators", Tables.PROGRAMINDICATOR),
          Map.entry("programNotificationTemplates", Tables.PROGRAMNOTIFICATIONTEMPLATE),
          Map.entry("programRuleActions", Tables.PROGRAMRULEACTION),
          Map.entry("programRuleVariables", Tables.PROGRAMRULEVARIABLE),
          Map.entry("programRules", Tables.PROGRAMRULE),
          Map.entry("programSections", Tables.PROGRAMSECTION),
          Map.entry("programStageSections", Tables.PROGRAMSTAGESECTION),
          Map.entry("programStages", Tables.PROGRAMSTAGE),
          Map.entry("programs", Tables.PROGRAM),
          Map.entry("relationshipTypes", Tables.RELATIONSHIPTYPE),
          Map.entry("reports", Tables.REPORT),
          Map.entry("sections", Tables.SECTION),
          Map.entry("sqlViews", Tables.SQLVIEW),
          Map.entry("trackedEntityAttributes", Tables.TRACKEDENTITYATTRIBUTE),
          Map.entry("trackedEntityTypes", Tables.TRACKEDENTITYTYPE),
          Map.entry("userGroups", Tables.USERGROUP),
          Map.entry("userRoles", Tables.USERROLE),
          Map.entry("users", Tables.USERINFO),
          Map.entry("validationNotificationTemplates", Tables.VALIDATIONNOTIFICATIONTEMPLATE),
          Map.entry("validationRuleGroups", Tables.VALIDATIONRULEGROUP),
          Map.entry("validationRules", Tables.VALIDATIONRULE),
          Map.entry("visualizations", Tables.VISUALIZATION));

  private final Dhis2Schema schema;

  MetadataTables(Dhis2Schema schema) {
    this.schema = schema;
  }

  /**
   * A table of metadata.
   *
   * @param codeOrNull its column of codes; null if it has none
   * @param nameOrNull its column of names; null if it has none
   * @param codeUnique whether no two objects may have the same code
   * @param nameUnique whether no two objects may have the same name
   */
  record MetadataTable(
      Table<?> table,
      Field<String> uid,
      @Nullable Field<String> codeOrNull,
      @Nullable Field<String> nameOrNull,
      boolean codeUnique,
      boolean nameUnique) {}

  /** The table of a type, if this DHIS2 has it. */
  Optional<MetadataTable> of(String type) {
    return Optional.ofNullable(TABLES.get(type))
        .filter(schema::hasTable)
        .flatMap(
            table ->
                text(table, "uid")
                    .map(
                        uid ->
                            new MetadataTable(
                                table,
                                uid,
                                text(table, "code").orElse(null),
                                text(table, "name").orElse(null),
                                isUnique(table, "code"),
                                isUnique(table, "name"))));
  }

  private Optional<Field<String>> text(Table<?> table, String column) {
    return schema.hasColumn(table, column)
        ? Optional.ofNullable(table.field(column, String.class))
        : Optional.empty();
  }

  private static boolean isUnique(Table<?> table, String column) {
    return table.getUniqueKeys().stream()
        .anyMatch(
            key ->
                key.getFields().size() == 1
                    && key.getFields().get(0).getName().equalsIgnoreCase(column));
  }
}
