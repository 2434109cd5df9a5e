package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ENROLLMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYATTRIBUTEVALUE;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;

import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.jooq.internal.dhis2.tables.Enrollment;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.run.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The attributes of all that are enrolled in a program, one row each, as a work table that the
 * program's tables share: every value is read, and made a value of its type, once. It is made
 * before the run's snapshot; who enrolls later waits for the next run, so that nobody is seen
 * without attributes.
 */
final class ProgramAttributes {
  private static final String ALIAS = "attributes";
  private static final String ID = "id";

  private final TrackerProgram program;
  private final Dhis2Schema schema;
  private final String adminSchema;
  private final ItemColumns items;
  private final Queue<Warning> findings = new ConcurrentLinkedQueue<>();
  private boolean handedOut;

  ProgramAttributes(TrackerProgram program, BuildInput input) {
    this.program = program;
    this.schema = input.schema();
    this.adminSchema = input.adminSchema();
    this.items = new ItemColumns(program.attributes(), schema);
  }

  /** The work that makes the table, for the first that asks. */
  List<Function<DSLContext, Integer>> fillings() {
    if (handedOut || program.attributes().isEmpty()) {
      return List.of();
    }
    handedOut = true;
    return List.of(this::fill);
  }

  /** What became null when the table was made, for the first that asks. */
  List<Warning> takeFindings() {
    List<Warning> taken = new ArrayList<>();
    for (Warning next = findings.poll(); next != null; next = findings.poll()) {
      taken.add(next);
    }
    return taken;
  }

  private int fill(DSLContext ctx) {
    Name table = WorkTable.attributesOf(adminSchema, program.id());
    List<SelectField<?>> fields = new ArrayList<>();
    fields.add(column(ItemColumns.TEXTS, ID, SQLDataType.BIGINT).as(ID));
    items.columns(true).forEach(column -> fields.add(column.select()));
    fields.add(items.rejected().as(AnalyticsTableDefinition.REJECTED));
    Ddl ddl = new Ddl(ctx);
    int rows =
        ddl.createTableAs(
            table,
            TableStorage.UNLOGGED,
            select(fields).from(items.joinedTo(texts(noCondition()).asTable(ItemColumns.TEXTS))));
    ddl.analyze(table);
    Condition rejected =
        column("filled", AnalyticsTableDefinition.REJECTED, SQLDataType.INTEGER).isNotNull();
    Table<Record> filled = DSL.table(table).as("filled");
    if (ctx.fetchExists(filled, rejected)) {
      Condition concerned =
          enrolled()
              .in(select(column("filled", ID, SQLDataType.BIGINT)).from(filled).where(rejected));
      items
          .rejected(
              ctx,
              TRACKEDENTITYATTRIBUTEVALUE.getName(),
              items.joinedTo(texts(concerned).asTable(ItemColumns.TEXTS)))
          .ifPresent(findings::add);
    }
    findings.addAll(items.ambiguous(ctx, TRACKEDENTITYATTRIBUTEVALUE.getName(), filled));
    return rows;
  }

  /** One row per tracked entity that is or was enrolled, with the texts of its attributes. */
  private Select<?> texts(Condition some) {
    AttributeTexts texts = new AttributeTexts(program.attributes(), schema);
    return select(texts.fields(enrolled(), ID))
        .from(everEnrolled().asTable("enrolled"))
        .leftJoin(AttributeTexts.table())
        .on(texts.owner().eq(enrolled()))
        .and(texts.areOfThese())
        .where(some)
        .groupBy(enrolled());
  }

  private Select<?> everEnrolled() {
    Enrollment enrollment = ENROLLMENT.as("en");
    Field<Long> entity = schema.column(enrollment, ENROLLMENT.TRACKEDENTITYID);
    return selectDistinct(entity.as(ID))
        .from(enrollment)
        .where(enrollment.PROGRAMID.eq(inline(program.id())))
        .and(entity.isNotNull());
  }

  private static Field<Long> enrolled() {
    return column("enrolled", ID, SQLDataType.BIGINT);
  }

  /** Adds the attributes of a tracked entity to tables that have its key. */
  Table<?> joinedTo(Table<?> from, Field<Long> trackedEntity) {
    return program.attributes().isEmpty()
        ? from
        : from.leftJoin(DSL.table(WorkTable.attributesOf(adminSchema, program.id())).as(ALIAS))
            .on(column(ALIAS, ID, SQLDataType.BIGINT).eq(trackedEntity));
  }

  /** Whether the attributes of a tracked entity had been read, if there is one. */
  Condition knows(Field<Long> trackedEntity) {
    return program.attributes().isEmpty()
        ? noCondition()
        : trackedEntity.isNull().or(column(ALIAS, ID, SQLDataType.BIGINT).isNotNull());
  }

  /**
   * The columns, over what {@link #joinedTo} adds.
   *
   * @param legends whether there is a column per legend set
   */
  List<AnalyticsColumn> columns(boolean legends) {
    return items.columns(legends).stream()
        .map(
            column ->
                new AnalyticsColumn(
                    column.name(),
                    column.type(),
                    column.required(),
                    column.access(),
                    column(ALIAS, column.name(), column.type())))
        .toList();
  }
}
