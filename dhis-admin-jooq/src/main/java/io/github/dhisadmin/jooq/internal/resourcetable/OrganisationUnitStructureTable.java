package io.github.dhisadmin.jooq.internal.resourcetable;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.CHAR_11;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.VARCHAR_255;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.VARCHAR_50;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.optional;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.required;
import static org.jooq.impl.DSL.arrayGet;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.withRecursive;

import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.run.Warning;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.SQLDataType;

/**
 * Organisation units with their ancestors by level. Levels come from the parents; DHIS2 2.42 takes
 * the stored level and gives up the whole job if the two differ (OrganisationUnitStructure).
 */
final class OrganisationUnitStructureTable implements ResourceTableDefinition {

  @Override
  public ResourceTable table() {
    return ResourceTable.ORGANISATION_UNIT_STRUCTURE;
  }

  @Override
  public TableContent content(BuildInput input) {
    List<Column> columns = new ArrayList<>();
    columns.add(
        required("organisationunitid", SQLDataType.BIGINT, ORGANISATIONUNIT.ORGANISATIONUNITID));
    columns.add(required("organisationunituid", CHAR_11, ORGANISATIONUNIT.UID));
    if (!input.legacy()) {
      columns.add(optional("code", VARCHAR_50, ORGANISATIONUNIT.CODE));
      columns.add(required("name", VARCHAR_255, ORGANISATIONUNIT.NAME));
      columns.add(optional("openingdate", SQLDataType.LOCALDATE, ORGANISATIONUNIT.OPENINGDATE));
      columns.add(optional("closeddate", SQLDataType.LOCALDATE, ORGANISATIONUNIT.CLOSEDDATE));
    }
    columns.add(required("level", SQLDataType.INTEGER, OrganisationUnitTree.LEVEL));
    if (!input.legacy()) {
      columns.add(optional("path", VARCHAR_255, OrganisationUnitTree.PATH));
    }
    int deepest = deepestLevel(input);
    for (int level = 1; level <= deepest; level++) {
      Field<?> id = arrayGet(OrganisationUnitTree.IDS, level);
      Field<?> uid = arrayGet(OrganisationUnitTree.UIDS, level);
      Field<?> name = arrayGet(OrganisationUnitTree.NAMES, level);
      columns.add(optional("idlevel" + level, SQLDataType.BIGINT, id));
      columns.add(optional("uidlevel" + level, CHAR_11, uid));
      columns.add(optional("namelevel" + level, SQLDataType.CLOB, name));
    }
    Select<?> rows =
        withRecursive(OrganisationUnitTree.NODES)
            .select(Column.fields(columns))
            .from(OrganisationUnitTree.TABLE)
            .join(ORGANISATIONUNIT)
            .on(ORGANISATIONUNIT.ORGANISATIONUNITID.eq(OrganisationUnitTree.ID));
    return TableContent.of(columns, rows)
        .keyedBy("organisationunitid")
        .uniqueIndex("organisationunituid")
        .warnings(misplaced(input));
  }

  private static int deepestLevel(BuildInput input) {
    Field<Integer> stored =
        select(max(ORGANISATIONUNIT.HIERARCHYLEVEL)).from(ORGANISATIONUNIT).asField();
    return input
        .ctx()
        .withRecursive(OrganisationUnitTree.NODES)
        .select(coalesce(greatest(max(OrganisationUnitTree.LEVEL), stored), inline(0)))
        .from(OrganisationUnitTree.TABLE)
        .fetchSingle()
        .value1();
  }

  private static List<Warning> misplaced(BuildInput input) {
    Condition isOrphan =
        ORGANISATIONUNIT.ORGANISATIONUNITID.in(
            select(OrganisationUnitTree.ORPHAN_ID).from(OrganisationUnitTree.ORPHAN_TABLE));
    List<Warning> warnings = new ArrayList<>();
    warnings.addAll(
        input.warning(
            "ORGANISATION_UNIT_CYCLE",
            "Units that are or descend from their own ancestors are left out",
            unreached(isOrphan.not())));
    warnings.addAll(
        input.warning(
            "ORGANISATION_UNIT_ORPHAN",
            "Units below a parent that does not exist are left out",
            unreached(isOrphan)));
    warnings.addAll(
        input.warning(
            "ORGANISATION_UNIT_LEVEL_MISMATCH",
            "Stored levels differ from the hierarchy, which counts",
            withRecursive(OrganisationUnitTree.NODES)
                .select(ORGANISATIONUNIT.UID)
                .from(OrganisationUnitTree.TABLE)
                .join(ORGANISATIONUNIT)
                .on(ORGANISATIONUNIT.ORGANISATIONUNITID.eq(OrganisationUnitTree.ID))
                .where(
                    ORGANISATIONUNIT.HIERARCHYLEVEL.isDistinctFrom(OrganisationUnitTree.LEVEL))));
    return warnings;
  }

  private static Select<Record1<String>> unreached(Condition which) {
    return withRecursive(OrganisationUnitTree.NODES, OrganisationUnitTree.ORPHANS)
        .select(ORGANISATIONUNIT.UID)
        .from(ORGANISATIONUNIT)
        .leftJoin(OrganisationUnitTree.TABLE)
        .on(ORGANISATIONUNIT.ORGANISATIONUNITID.eq(OrganisationUnitTree.ID))
        .where(OrganisationUnitTree.ID.isNull())
        .and(which);
  }
}
