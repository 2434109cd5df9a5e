package io.github.dhisadmin.jooq.internal.statistics;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DASHBOARD;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENTGROUP;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAVALUE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ENROLLMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.EVENTVISUALIZATION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.INDICATOR;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.INDICATORGROUP;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.INDICATORTYPE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.MAP;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGUNITGROUP;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIOD;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITY;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.USERGROUP;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.USERINFO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.VALIDATIONRULE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.VISUALIZATION;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.schema.EventTable;
import io.github.dhisadmin.statistics.CountedObject;
import io.github.dhisadmin.statistics.ObjectCount;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * Counts objects: metadata in one statement, and each table whose rows are marked as deleted in
 * two, for which indexes are enough.
 */
final class ObjectCounts {
  private static final Condition DELETED = field(name("deleted"), SQLDataType.BOOLEAN).isTrue();
  private static final Field<Long> ROWS = count().coerce(SQLDataType.BIGINT);
  private static final Map<CountedObject, Table<?>> METADATA =
      Map.ofEntries(
          Map.entry(CountedObject.DATA_ELEMENT, DATAELEMENT),
          Map.entry(CountedObject.DATA_ELEMENT_GROUP, DATAELEMENTGROUP),
          Map.entry(CountedObject.INDICATOR_TYPE, INDICATORTYPE),
          Map.entry(CountedObject.INDICATOR, INDICATOR),
          Map.entry(CountedObject.INDICATOR_GROUP, INDICATORGROUP),
          Map.entry(CountedObject.DATA_SET, DATASET),
          Map.entry(CountedObject.ORGANISATION_UNIT, ORGANISATIONUNIT),
          Map.entry(CountedObject.ORGANISATION_UNIT_GROUP, ORGUNITGROUP),
          Map.entry(CountedObject.VALIDATION_RULE, VALIDATIONRULE),
          Map.entry(CountedObject.PROGRAM, PROGRAM),
          Map.entry(CountedObject.PERIOD, PERIOD),
          Map.entry(CountedObject.USER, USERINFO),
          Map.entry(CountedObject.USER_GROUP, USERGROUP),
          Map.entry(CountedObject.VISUALIZATION, VISUALIZATION),
          Map.entry(CountedObject.EVENT_VISUALIZATION, EVENTVISUALIZATION),
          Map.entry(CountedObject.MAP, MAP),
          Map.entry(CountedObject.DASHBOARD, DASHBOARD));

  private final DSLContext ctx;
  private final Dhis2Schema schema;

  ObjectCounts(DSLContext ctx, Dhis2Schema schema) {
    this.ctx = ctx;
    this.schema = schema;
  }

  Map<CountedObject, ObjectCount> read() {
    Map<CountedObject, ObjectCount> counts = metadata();
    counts.put(CountedObject.DATA_VALUE, marked(DATAVALUE));
    counts.put(CountedObject.TRACKED_ENTITY, marked(TRACKEDENTITY));
    counts.put(CountedObject.ENROLLMENT, marked(ENROLLMENT));
    counts.putAll(events());
    return counts;
  }

  private Map<CountedObject, ObjectCount> metadata() {
    List<CountedObject> kinds = new ArrayList<>();
    List<Field<Long>> counts = new ArrayList<>();
    METADATA.forEach(
        (kind, table) -> {
          if (schema.hasTable(table)) {
            kinds.add(kind);
            counts.add(field(select(ROWS).from(table)));
          }
        });
    Record row = ctx.select(counts).fetchSingle();
    Map<CountedObject, ObjectCount> found = new EnumMap<>(CountedObject.class);
    for (int i = 0; i < kinds.size(); i++) {
      found.put(kinds.get(i), new ObjectCount(row.get(counts.get(i)), 0));
    }
    return found;
  }

  private Map<CountedObject, ObjectCount> events() {
    Map<CountedObject, ObjectCount> counts = new EnumMap<>(CountedObject.class);
    long total = 0;
    long deleted = 0;
    for (EventTable events : schema.eventTables()) {
      ObjectCount count = marked(table(name(events.name())));
      total += count.total();
      deleted += count.softDeleted();
      switch (events.programs()) {
        case ALL -> {}
        case WITH_REGISTRATION -> counts.put(CountedObject.TRACKER_EVENT, count);
        case WITHOUT_REGISTRATION -> counts.put(CountedObject.SINGLE_EVENT, count);
      }
    }
    counts.put(CountedObject.EVENT, new ObjectCount(total, deleted));
    return counts;
  }

  /** Two questions, as an index answers each without the rows; grouping reads all of these. */
  private ObjectCount marked(Table<?> table) {
    long all = ctx.select(ROWS).from(table).fetchSingle().value1();
    long deleted = ctx.select(ROWS).from(table).where(DELETED).fetchSingle().value1();
    return new ObjectCount(all, deleted);
  }
}
