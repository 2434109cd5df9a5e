package io.github.dhisadmin.jooq.internal.resourcetable;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAAPPROVALLEVEL;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAAPPROVALWORKFLOWLEVELS;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.required;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.jooq.internal.dhis2.tables.Dataapprovallevel;
import io.github.dhisadmin.jooq.internal.dhis2.tables.Dataapprovalworkflowlevels;
import io.github.dhisadmin.resourcetable.ResourceTable;
import java.util.List;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.SQLDataType;

/**
 * Approval levels as their workflows count them: one more than the next higher level that the
 * workflow has, or one if there is none (2.42, DataApprovalRemapLevelResourceTable).
 */
final class DataApprovalRemapLevelTable implements ResourceTableDefinition {

  @Override
  public ResourceTable table() {
    return ResourceTable.DATA_APPROVAL_REMAP_LEVEL;
  }

  @Override
  public TableContent content(BuildInput input) {
    Dataapprovallevel higher = DATAAPPROVALLEVEL.as("higher");
    Dataapprovalworkflowlevels sameWorkflow = DATAAPPROVALWORKFLOWLEVELS.as("same");
    Field<Integer> next =
        select(max(higher.LEVEL))
            .from(sameWorkflow)
            .join(higher)
            .on(higher.DATAAPPROVALLEVELID.eq(sameWorkflow.DATAAPPROVALLEVELID))
            .where(sameWorkflow.WORKFLOWID.eq(DATAAPPROVALWORKFLOWLEVELS.WORKFLOWID))
            .and(higher.LEVEL.lt(DATAAPPROVALLEVEL.LEVEL))
            .asField();
    List<Column> columns =
        List.of(
            required("workflowid", SQLDataType.BIGINT, DATAAPPROVALWORKFLOWLEVELS.WORKFLOWID),
            required(
                "dataapprovallevelid",
                SQLDataType.BIGINT,
                DATAAPPROVALWORKFLOWLEVELS.DATAAPPROVALLEVELID),
            required("level", SQLDataType.INTEGER, coalesce(next, inline(0)).add(inline(1))));
    Select<?> rows =
        select(Column.fields(columns))
            .from(DATAAPPROVALWORKFLOWLEVELS)
            .join(DATAAPPROVALLEVEL)
            .on(
                DATAAPPROVALLEVEL.DATAAPPROVALLEVELID.eq(
                    DATAAPPROVALWORKFLOWLEVELS.DATAAPPROVALLEVELID));
    return TableContent.of(columns, rows).keyedBy("workflowid", "dataapprovallevelid");
  }
}
