package io.github.dhisadmin.jooq.internal.resourcetable;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAAPPROVAL;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAAPPROVALLEVEL;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.required;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.unnest;
import static org.jooq.impl.DSL.withRecursive;

import io.github.dhisadmin.jooq.internal.dhis2.tables.Dataapproval;
import io.github.dhisadmin.resourcetable.ResourceTable;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The approvals that no approval by a higher authority, at the unit or an ancestor, supersedes,
 * with their level as the workflow counts it (2.42, DataApprovalMinLevelResourceTable). Both sides
 * of the comparison are the table itself and not a common table expression, which has no statistics
 * and made PostgreSQL choose nested loops.
 */
final class DataApprovalMinLevelTable implements ResourceTableDefinition {
  private static final Dataapproval OWN = DATAAPPROVAL.as("own");
  private static final Dataapproval ABOVE = DATAAPPROVAL.as("above");
  private static final String OWN_REMAP = "ownremap";
  private static final String ABOVE_REMAP = "aboveremap";

  @Override
  public ResourceTable table() {
    return ResourceTable.DATA_APPROVAL_MIN_LEVEL;
  }

  @Override
  public TableContent content(BuildInput input) {
    Field<Integer> level = min(level(OWN_REMAP));
    List<Column> columns =
        List.of(
            required("workflowid", SQLDataType.BIGINT, OWN.WORKFLOWID),
            required("periodid", SQLDataType.BIGINT, OWN.PERIODID),
            required("attributeoptioncomboid", SQLDataType.BIGINT, OWN.ATTRIBUTEOPTIONCOMBOID),
            required("organisationunitid", SQLDataType.BIGINT, OWN.ORGANISATIONUNITID),
            required("minlevel", SQLDataType.INTEGER, level));
    Name remap = input.built(ResourceTable.DATA_APPROVAL_REMAP_LEVEL);
    Field<Long> ancestor = field(name("ancestor", "id"), SQLDataType.BIGINT);
    Field<Integer> depth = field(name("ancestor", "depth"), SQLDataType.INTEGER);
    Select<?> rows =
        withRecursive(OrganisationUnitTree.NODES)
            .select(Column.fields(columns))
            .from(OWN)
            .join(DSL.table(remap).as(OWN_REMAP))
            .on(remapped(OWN, OWN_REMAP))
            .join(OrganisationUnitTree.TABLE)
            .on(OrganisationUnitTree.ID.eq(OWN.ORGANISATIONUNITID))
            .crossJoin(
                unnest(OrganisationUnitTree.IDS).withOrdinality().as("ancestor", "id", "depth"))
            .join(ABOVE)
            .on(ABOVE.ORGANISATIONUNITID.eq(ancestor))
            .and(ABOVE.WORKFLOWID.eq(OWN.WORKFLOWID))
            .and(ABOVE.PERIODID.eq(OWN.PERIODID))
            .and(ABOVE.ATTRIBUTEOPTIONCOMBOID.eq(OWN.ATTRIBUTEOPTIONCOMBOID))
            .join(DSL.table(remap).as(ABOVE_REMAP))
            .on(remapped(ABOVE, ABOVE_REMAP))
            .where(
                depth
                    .eq(OrganisationUnitTree.LEVEL)
                    .or(depth.in(select(DATAAPPROVALLEVEL.ORGUNITLEVEL).from(DATAAPPROVALLEVEL))))
            .groupBy(
                OWN.WORKFLOWID, OWN.PERIODID, OWN.ATTRIBUTEOPTIONCOMBOID, OWN.ORGANISATIONUNITID)
            .having(level.le(min(level(ABOVE_REMAP))));
    return TableContent.of(columns, rows)
        .keyedBy("workflowid", "periodid", "attributeoptioncomboid", "organisationunitid");
  }

  private static Condition remapped(Dataapproval approval, String alias) {
    return field(name(alias, "workflowid"), SQLDataType.BIGINT)
        .eq(approval.WORKFLOWID)
        .and(
            field(name(alias, "dataapprovallevelid"), SQLDataType.BIGINT)
                .eq(approval.DATAAPPROVALLEVELID));
  }

  private static Field<Integer> level(String alias) {
    return field(name(alias, "level"), SQLDataType.INTEGER);
  }
}
