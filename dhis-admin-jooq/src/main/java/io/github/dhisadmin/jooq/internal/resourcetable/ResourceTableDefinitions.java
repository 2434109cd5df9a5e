package io.github.dhisadmin.jooq.internal.resourcetable;

import io.github.dhisadmin.resourcetable.ResourceTable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The definitions of all resource tables. */
final class ResourceTableDefinitions {
  private static final List<ResourceTableDefinition> ALL =
      List.of(
          new OrganisationUnitStructureTable(),
          new DataSetOrganisationUnitCategoryTable(),
          new CategoryOptionComboNameTable(),
          new DataElementGroupSetStructureTable(),
          new IndicatorGroupSetStructureTable(),
          new DataSetTable(),
          new OrganisationUnitGroupSetStructureTable(),
          new CategoryStructureTable(),
          new DataElementStructureTable(),
          new DatePeriodStructureTable(),
          new PeriodStructureTable(),
          new DataElementCategoryOptionComboTable(),
          new RelationshipTable(),
          new DataApprovalRemapLevelTable(),
          new DataApprovalMinLevelTable());

  private final Map<ResourceTable, ResourceTableDefinition> byTable =
      new EnumMap<>(ResourceTable.class);

  ResourceTableDefinitions() {
    ALL.forEach(definition -> byTable.put(definition.table(), definition));
    Arrays.stream(ResourceTable.values()).forEach(this::of);
  }

  ResourceTableDefinition of(ResourceTable table) {
    ResourceTableDefinition definition = byTable.get(table);
    if (definition == null) {
      throw new IllegalStateException("Resource table without definition: " + table);
    }
    return definition;
  }
}
