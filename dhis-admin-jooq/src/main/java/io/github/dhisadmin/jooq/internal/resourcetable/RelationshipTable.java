package io.github.dhisadmin.jooq.internal.resourcetable;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.RELATIONSHIP;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.RELATIONSHIPITEM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.RELATIONSHIPTYPE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITY;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.CHAR_11;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.optional;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.required;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.schema.SchemaFamily;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * Number of relationships per tracked entity, on whichever side it stands, and type. The column
 * {@code trackedentityid} holds a uid, as DHIS2's function d2:relationshipCount expects.
 */
final class RelationshipTable implements ResourceTableDefinition {

  @Override
  public ResourceTable table() {
    return ResourceTable.RELATIONSHIP;
  }

  @Override
  public boolean existsIn(SchemaFamily family) {
    return family.isAtLeast(SchemaFamily.V2_41);
  }

  @Override
  public TableContent content(BuildInput input) {
    List<Column> columns =
        List.of(
            required("trackedentityid", CHAR_11, TRACKEDENTITY.UID),
            required("relationshiptypeuid", CHAR_11, RELATIONSHIPTYPE.UID),
            optional("relationship_count", SQLDataType.BIGINT, count()));
    Table<?> side =
        side(RELATIONSHIP.FROM_RELATIONSHIPITEMID)
            .unionAll(side(RELATIONSHIP.TO_RELATIONSHIPITEMID))
            .asTable("side", "type", "item");
    Select<?> rows =
        select(Column.fields(columns))
            .from(side)
            .join(RELATIONSHIPTYPE)
            .on(RELATIONSHIPTYPE.RELATIONSHIPTYPEID.eq(field(name("side", "type"), Long.class)))
            .join(RELATIONSHIPITEM)
            .on(RELATIONSHIPITEM.RELATIONSHIPITEMID.eq(field(name("side", "item"), Integer.class)))
            .join(TRACKEDENTITY)
            .on(TRACKEDENTITY.TRACKEDENTITYID.eq(RELATIONSHIPITEM.TRACKEDENTITYID))
            .groupBy(TRACKEDENTITY.UID, RELATIONSHIPTYPE.UID);
    return TableContent.of(columns, rows).keyedBy("trackedentityid", "relationshiptypeuid");
  }

  private static Select<Record2<Long, Integer>> side(Field<Integer> item) {
    return select(RELATIONSHIP.RELATIONSHIPTYPEID, item)
        .from(RELATIONSHIP)
        .where(coalesce(RELATIONSHIP.DELETED, inline(false)).isFalse());
  }
}
