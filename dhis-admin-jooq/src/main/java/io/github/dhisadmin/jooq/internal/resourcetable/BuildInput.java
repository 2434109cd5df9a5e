package io.github.dhisadmin.jooq.internal.resourcetable;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.schema.SchemaFamily;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * What a definition may look at.
 *
 * @param ctx the transaction that builds the table
 * @param schema the database's capabilities
 * @param settings DHIS2's settings
 * @param today the current day
 * @param table which table is built
 */
record BuildInput(
    DSLContext ctx,
    Dhis2Schema schema,
    SystemSettings settings,
    LocalDate today,
    ResourceTable table) {
  private static final int NAMED_OBJECTS = 5;

  /** The name of the table that is built. */
  String tableName() {
    return schema.nameOf(table);
  }

  /** The name of another resource table, which was built before. */
  Name built(ResourceTable other) {
    return DSL.name(schema.nameOf(other));
  }

  /** Whether columns are those from before 2.41, when the tables were renamed and widened. */
  boolean legacy() {
    return !schema.family().isAtLeast(SchemaFamily.V2_41);
  }

  /** The period types that have columns, in their order. */
  List<PeriodType> periodTypes() {
    return schema.periodTypes().stream().map(PeriodType::named).flatMap(Optional::stream).toList();
  }

  /** A warning that counts what a query finds and names some of it; none if it finds nothing. */
  List<Warning> warning(String code, String explanation, Select<Record1<String>> found) {
    Table<Record1<String>> rows = found.asTable("found", "label");
    Field<String> label = DSL.field(DSL.name("found", "label"), SQLDataType.VARCHAR);
    Result<Record2<String, Integer>> sample =
        ctx.select(label, DSL.count().over())
            .from(rows)
            .orderBy(label)
            .limit(NAMED_OBJECTS)
            .fetch();
    if (sample.isEmpty()) {
      return List.of();
    }
    String names = String.join(", ", sample.getValues(label));
    return List.of(
        new Warning(code, tableName(), explanation + ", such as " + names, sample.get(0).value2()));
  }
}
