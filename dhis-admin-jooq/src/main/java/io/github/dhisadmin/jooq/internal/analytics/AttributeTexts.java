package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYATTRIBUTEVALUE;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;

import io.github.dhisadmin.jooq.internal.dhis2.tables.Trackedentityattributevalue;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * What tracked entities have as attributes, as columns of a query that is grouped by the entity;
 * each value is read once.
 */
final class AttributeTexts {
  private static final Trackedentityattributevalue VALUE = TRACKEDENTITYATTRIBUTEVALUE.as("av");

  private final List<TrackerItem> attributes;
  private final Dhis2Schema schema;

  AttributeTexts(List<TrackerItem> attributes, Dhis2Schema schema) {
    this.attributes = List.copyOf(attributes);
    this.schema = schema;
  }

  static Trackedentityattributevalue table() {
    return VALUE;
  }

  /** Whose a value is. */
  Field<Long> owner() {
    return schema.column(VALUE, TRACKEDENTITYATTRIBUTEVALUE.TRACKEDENTITYID);
  }

  /** The key of an entity under a name, and the texts of all attributes under their uids. */
  List<SelectField<?>> fields(Field<Long> entity, String key) {
    List<SelectField<?>> fields = new ArrayList<>();
    fields.add(entity.as(key));
    for (TrackerItem attribute : attributes) {
      fields.add(
          max(VALUE.VALUE)
              .filterWhere(VALUE.TRACKEDENTITYATTRIBUTEID.eq(inline(attribute.id())))
              .cast(SQLDataType.CLOB)
              .as(name(attribute.uid())));
    }
    return fields;
  }

  /** Which values these are. */
  Condition areOfThese() {
    return VALUE.TRACKEDENTITYATTRIBUTEID.in(
        attributes.stream().map(TrackerItem::id).map(DSL::inline).toList());
  }
}
