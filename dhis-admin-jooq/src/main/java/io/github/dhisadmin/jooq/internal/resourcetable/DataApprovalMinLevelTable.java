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

import io.github.dhisadmin.resourcetable.ResourceTable;
import java.util.List;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The approvals that no approval by a higher authority, at the unit or an ancestor, supersedes,
 * with their level as the workflow counts it (2.42, DataApprovalMinLevelResourceTable). Each
 * approval is compared with those on its own few ancestors, never with those of all units below.
 */
final class DataApprovalMinLevelTable implements ResourceTableDefinition {
  private static final String APPROVED = "approved";
  private static final String OWN = "own";
  private static final String ABOVE = "above";

  @Override
  public ResourceTable table() {
    return ResourceTable.DATA_APPROVAL_MIN_LEVEL;
  }

  @Override
  public TableContent content(BuildInput input) {
    Field<Integer> level = field(name(OWN, "level"), SQLDataType.INTEGER);
    List<Column> columns =
        List.of(
            required("workflowid", SQLDataType.BIGINT, key(OWN, "workflowid")),
            required("periodid", SQLDataType.BIGINT, key(OWN, "periodid")),
            required(
                "attributeoptioncomboid", SQLDataType.BIGINT, key(OWN, "attributeoptioncomboid")),
            required("organisationunitid", SQLDataType.BIGINT, key(OWN, "organisationunitid")),
            required("minlevel", SQLDataType.INTEGER, level));
    Field<Long> ancestor = field(name("ancestor", "id"), SQLDataType.BIGINT);
    Field<Integer> depth = field(name("ancestor", "depth"), SQLDataType.INTEGER);
    Select<?> rows =
        withRecursive(OrganisationUnitTree.NODES, approved(input))
            .select(Column.fields(columns))
            .from(DSL.table(name(APPROVED)).as(OWN))
            .join(OrganisationUnitTree.TABLE)
            .on(OrganisationUnitTree.ID.eq(key(OWN, "organisationunitid")))
            .crossJoin(
                unnest(OrganisationUnitTree.IDS).withOrdinality().as("ancestor", "id", "depth"))
            .join(DSL.table(name(APPROVED)).as(ABOVE))
            .on(key(ABOVE, "organisationunitid").eq(ancestor))
            .and(key(ABOVE, "workflowid").eq(key(OWN, "workflowid")))
            .and(key(ABOVE, "periodid").eq(key(OWN, "periodid")))
            .and(key(ABOVE, "attributeoptioncomboid").eq(key(OWN, "attributeoptioncomboid")))
            .where(
                depth
                    .eq(OrganisationUnitTree.LEVEL)
                    .or(depth.in(select(DATAAPPROVALLEVEL.ORGUNITLEVEL).from(DATAAPPROVALLEVEL))))
            .groupBy(
                key(OWN, "workflowid"),
                key(OWN, "periodid"),
                key(OWN, "attributeoptioncomboid"),
                key(OWN, "organisationunitid"),
                level)
            .having(level.le(min(field(name(ABOVE, "level"), SQLDataType.INTEGER))));
    return TableContent.of(columns, rows)
        .keyedBy("workflowid", "periodid", "attributeoptioncomboid", "organisationunitid");
  }

  /** The highest authority that approved, per workflow, period, option combination and unit. */
  private static CommonTableExpression<?> approved(BuildInput input) {
    Name remap = input.built(ResourceTable.DATA_APPROVAL_REMAP_LEVEL);
    Field<Long> workflow = field(name("remap", "workflowid"), SQLDataType.BIGINT);
    Field<Long> approvalLevel = field(name("remap", "dataapprovallevelid"), SQLDataType.BIGINT);
    Field<Integer> level = field(name("remap", "level"), SQLDataType.INTEGER);
    return name(APPROVED)
        .fields("workflowid", "periodid", "attributeoptioncomboid", "organisationunitid", "level")
        .as(
            select(
                    DATAAPPROVAL.WORKFLOWID,
                    DATAAPPROVAL.PERIODID,
                    DATAAPPROVAL.ATTRIBUTEOPTIONCOMBOID,
                    DATAAPPROVAL.ORGANISATIONUNITID,
                    min(level))
                .from(DATAAPPROVAL)
                .join(DSL.table(remap).as("remap"))
                .on(workflow.eq(DATAAPPROVAL.WORKFLOWID))
                .and(approvalLevel.eq(DATAAPPROVAL.DATAAPPROVALLEVELID))
                .groupBy(
                    DATAAPPROVAL.WORKFLOWID,
                    DATAAPPROVAL.PERIODID,
                    DATAAPPROVAL.ATTRIBUTEOPTIONCOMBOID,
                    DATAAPPROVAL.ORGANISATIONUNITID));
  }

  private static Field<Long> key(String alias, String column) {
    return field(name(alias, column), SQLDataType.BIGINT);
  }
}
