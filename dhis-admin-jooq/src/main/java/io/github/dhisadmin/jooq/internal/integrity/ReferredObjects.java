package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONGROUP;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CONSTANT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENTGROUP;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.INDICATOR;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGUNITGROUP;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMINDICATOR;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMSTAGE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.RELATIONSHIPTYPE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYATTRIBUTE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.spi.Reference;
import io.github.dhisadmin.spi.ReferredObject;
import io.github.dhisadmin.spi.ReferredType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record5;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;

/** Looks up objects of all types by their uids, in one query. */
final class ReferredObjects {
  private static final Field<String> NO_TEXT = castNull(SQLDataType.VARCHAR);

  private final DSLContext ctx;

  ReferredObjects(DSLContext ctx) {
    this.ctx = ctx;
  }

  /** Those of the objects that exist. */
  List<ReferredObject> existing(Set<Reference> references) {
    Map<ReferredType, String[]> uids = new TreeMap<>();
    references.stream()
        .collect(Collectors.groupingBy(Reference::type))
        .forEach(
            (type, ofType) ->
                uids.put(type, ofType.stream().map(Reference::uid).toArray(String[]::new)));
    Optional<Select<Record5<String, String, String, String, Boolean>>> query =
        uids.entrySet().stream()
            .map(entry -> ofType(entry.getKey(), entry.getValue()))
            .reduce(Select::unionAll);
    return query
        .map(
            select ->
                ctx.fetch(select)
                    .map(
                        row ->
                            new ReferredObject(
                                new Reference(ReferredType.valueOf(row.value1()), row.value2()),
                                row.value3(),
                                row.value4(),
                                Boolean.TRUE.equals(row.value5()))))
        .orElse(List.of());
  }

  private static Select<Record5<String, String, String, String, Boolean>> ofType(
      ReferredType type, String[] uids) {
    return switch (type) {
      case CATEGORY_OPTION -> plain(type, CATEGORYOPTION, CATEGORYOPTION.UID, uids);
      case CATEGORY_OPTION_COMBO -> plain(type, CATEGORYOPTIONCOMBO, CATEGORYOPTIONCOMBO.UID, uids);
      case CATEGORY_OPTION_GROUP -> plain(type, CATEGORYOPTIONGROUP, CATEGORYOPTIONGROUP.UID, uids);
      case CONSTANT -> plain(type, CONSTANT, CONSTANT.UID, uids);
      case DATA_ELEMENT -> valued(type, DATAELEMENT.UID, DATAELEMENT.VALUETYPE, uids);
      case DATA_ELEMENT_GROUP -> plain(type, DATAELEMENTGROUP, DATAELEMENTGROUP.UID, uids);
      case DATA_SET -> plain(type, DATASET, DATASET.UID, uids);
      case INDICATOR -> plain(type, INDICATOR, INDICATOR.UID, uids);
      case ORGANISATION_UNIT -> plain(type, ORGANISATIONUNIT, ORGANISATIONUNIT.UID, uids);
      case ORGANISATION_UNIT_GROUP -> plain(type, ORGUNITGROUP, ORGUNITGROUP.UID, uids);
      case PROGRAM -> plain(type, PROGRAM, PROGRAM.UID, uids);
      case PROGRAM_INDICATOR -> plain(type, PROGRAMINDICATOR, PROGRAMINDICATOR.UID, uids);
      case PROGRAM_STAGE -> stages(uids);
      case RELATIONSHIP_TYPE -> plain(type, RELATIONSHIPTYPE, RELATIONSHIPTYPE.UID, uids);
      case TRACKED_ENTITY_ATTRIBUTE ->
          valued(type, TRACKEDENTITYATTRIBUTE.UID, TRACKEDENTITYATTRIBUTE.VALUETYPE, uids);
    };
  }

  private static Select<Record5<String, String, String, String, Boolean>> plain(
      ReferredType type, Table<?> table, Field<String> uid, String[] uids) {
    return select(inline(type.name()), uid, NO_TEXT, NO_TEXT, inline(false))
        .from(table)
        .where(uid.eq(any(BoundArray.of(uids))));
  }

  private static Select<Record5<String, String, String, String, Boolean>> valued(
      ReferredType type, TableField<?, String> uid, Field<String> valueType, String[] uids) {
    return select(inline(type.name()), uid, valueType, NO_TEXT, inline(false))
        .from(uid.getTable())
        .where(uid.eq(any(BoundArray.of(uids))));
  }

  private static Select<Record5<String, String, String, String, Boolean>> stages(String[] uids) {
    return select(
            inline(ReferredType.PROGRAM_STAGE.name()),
            PROGRAMSTAGE.UID,
            NO_TEXT,
            PROGRAM.UID,
            PROGRAMSTAGE.REPEATABLE)
        .from(PROGRAMSTAGE)
        .leftJoin(PROGRAM)
        .on(PROGRAM.PROGRAMID.eq(PROGRAMSTAGE.PROGRAMID))
        .where(PROGRAMSTAGE.UID.eq(any(BoundArray.of(uids))));
  }
}
