package io.github.dhisadmin.jooq.internal.organisationunit;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.github.dhisadmin.jooq.internal.dhis2.tables.Organisationunit;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * The organisation units that can be reached from a unit without parent, going by parents alone. As
 * each unit has one parent, a unit of a cycle or below one is never reached, and none twice.
 */
public final class ParentTree {
  private static final String TREE = "tree";

  /** What to select from, once {@link #NODES} is in the query's with clause. */
  public static final Table<Record> TABLE = table(name(TREE));

  public static final Field<Long> ID = field(name(TREE, "id"), SQLDataType.BIGINT);

  /** How deep it is; roots are at 1. */
  public static final Field<Integer> LEVEL = field(name(TREE, "level"), SQLDataType.INTEGER);

  /** Uids from the root to the unit, each after a slash. */
  public static final Field<String> PATH = field(name(TREE, "path"), SQLDataType.CLOB);

  /** Every unit that can be reached. */
  public static final CommonTableExpression<?> NODES = nodes();

  private ParentTree() {}

  private static CommonTableExpression<?> nodes() {
    Organisationunit root = ORGANISATIONUNIT.as("root");
    Organisationunit child = ORGANISATIONUNIT.as("child");
    return name(TREE)
        .fields("id", "level", "path")
        .as(
            select(root.ORGANISATIONUNITID, inline(1), concat(inline("/"), root.UID))
                .from(root)
                .where(root.PARENTID.isNull())
                .unionAll(
                    select(
                            child.ORGANISATIONUNITID,
                            LEVEL.add(inline(1)),
                            concat(PATH, inline("/"), child.UID))
                        .from(TABLE)
                        .join(child)
                        .on(child.PARENTID.eq(ID))));
  }
}
