package io.github.dhisadmin.jooq.internal.resourcetable;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.arrayAppend;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;

import io.github.dhisadmin.jooq.internal.dhis2.tables.Organisationunit;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * The hierarchy as the parents tell it, walked down from its roots in one query. Units of a cycle
 * and units below a parent that does not exist are never reached. Paths and levels that are stored
 * play no part, as they may be wrong.
 */
final class OrganisationUnitTree {
  private static final String TREE = "tree";
  private static final String ORPHAN = "orphan";

  /** What to select from, once {@link #NODES} is in the query's with clause. */
  static final Table<Record> TABLE = table(name(TREE));

  static final Field<Long> ID = field(name(TREE, "id"), SQLDataType.BIGINT);
  static final Field<Integer> LEVEL = field(name(TREE, "level"), SQLDataType.INTEGER);

  /** Keys from the root to the unit; beyond the unit's level there is null. */
  static final Field<Long[]> IDS = field(name(TREE, "ids"), SQLDataType.BIGINT.array());

  /** Uids from the root to the unit. */
  static final Field<String[]> UIDS = field(name(TREE, "uids"), SQLDataType.CLOB.array());

  /** Names from the root to the unit. */
  static final Field<String[]> NAMES = field(name(TREE, "names"), SQLDataType.CLOB.array());

  /** Uids from the root to the unit, each after a slash. */
  static final Field<String> PATH =
      concat(inline("/"), function(name("array_to_string"), SQLDataType.CLOB, UIDS, inline("/")));

  /** Every unit that can be reached. */
  static final CommonTableExpression<?> NODES = nodes();

  /** What to select from, once {@link #ORPHANS} is in the query's with clause. */
  static final Table<Record> ORPHAN_TABLE = table(name(ORPHAN));

  static final Field<Long> ORPHAN_ID = field(name(ORPHAN, "id"), SQLDataType.BIGINT);

  /** The units below a parent that does not exist, to tell them from those of a cycle. */
  static final CommonTableExpression<?> ORPHANS = orphans();

  private OrganisationUnitTree() {}

  private static CommonTableExpression<?> nodes() {
    Organisationunit root = ORGANISATIONUNIT.as("root");
    Organisationunit child = ORGANISATIONUNIT.as("child");
    return name(TREE)
        .fields("id", "level", "ids", "uids", "names")
        .as(
            select(
                    root.ORGANISATIONUNITID,
                    inline(1),
                    array(root.ORGANISATIONUNITID),
                    array(root.UID.cast(SQLDataType.CLOB)),
                    array(root.NAME.cast(SQLDataType.CLOB)))
                .from(root)
                .where(root.PARENTID.isNull())
                .unionAll(
                    select(
                            child.ORGANISATIONUNITID,
                            LEVEL.add(inline(1)),
                            arrayAppend(IDS, child.ORGANISATIONUNITID),
                            arrayAppend(UIDS, child.UID.cast(SQLDataType.CLOB)),
                            arrayAppend(NAMES, child.NAME.cast(SQLDataType.CLOB)))
                        .from(TABLE)
                        .join(child)
                        .on(child.PARENTID.eq(ID))));
  }

  private static CommonTableExpression<?> orphans() {
    Organisationunit top = ORGANISATIONUNIT.as("top");
    Organisationunit parent = ORGANISATIONUNIT.as("parent");
    Organisationunit below = ORGANISATIONUNIT.as("below");
    return name(ORPHAN)
        .fields("id")
        .as(
            select(top.ORGANISATIONUNITID)
                .from(top)
                .where(top.PARENTID.isNotNull())
                .and(
                    notExists(
                        selectOne().from(parent).where(parent.ORGANISATIONUNITID.eq(top.PARENTID))))
                .unionAll(
                    select(below.ORGANISATIONUNITID)
                        .from(ORPHAN_TABLE)
                        .join(below)
                        .on(below.PARENTID.eq(ORPHAN_ID))));
  }
}
