package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORY;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBOS_CATEGORIES;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENTLEGENDSETS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.MAPLEGEND;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.MAPLEGENDSET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMSTAGE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMSTAGEDATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM_ATTRIBUTES;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYATTRIBUTE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYATTRIBUTELEGENDSETS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYTYPE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYTYPEATTRIBUTE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;

import io.github.dhisadmin.jooq.internal.analytics.LegendSet.Legend;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record4;
import org.jooq.Record5;
import org.jooq.Result;
import org.jooq.TableField;

/**
 * Reads what decides about the columns of programs' tables, each kind of object in one query. Items
 * are in the order of their uids, so that two runs lay out the same tables.
 */
final class TrackerMetadata {
  private static final String DEFAULT_COMBO = "default";

  private final DSLContext ctx;
  private final Dhis2Schema schema;
  private final Set<String> categoryColumns;

  /**
   * Reads in the transaction of a context.
   *
   * @param categoryColumns columns of the category resource table
   */
  TrackerMetadata(DSLContext ctx, Dhis2Schema schema, Set<String> categoryColumns) {
    this.ctx = ctx;
    this.schema = schema;
    this.categoryColumns = categoryColumns;
  }

  /** All programs in the order of their uids. */
  List<TrackerProgram> programs() {
    Map<Long, List<String>> categories = categories();
    Map<Long, List<TrackerItem>> elements = elements();
    Map<Long, List<TrackerItem>> attributes = attributes();
    return ctx.select(
            PROGRAM.PROGRAMID,
            PROGRAM.UID,
            PROGRAM.TYPE,
            PROGRAM.CATEGORYCOMBOID,
            PROGRAM.TRACKEDENTITYTYPEID)
        .from(PROGRAM)
        .orderBy(PROGRAM.UID)
        .fetch(
            row ->
                new TrackerProgram(
                    row.value1(),
                    row.value2(),
                    row.value3().equals("WITH_REGISTRATION"),
                    row.value5(),
                    categories.getOrDefault(row.value4(), List.of()),
                    elements.getOrDefault(row.value1(), List.of()),
                    attributes.getOrDefault(row.value1(), List.of())));
  }

  /** All types of tracked entities in the order of their uids. */
  List<TrackedEntityType> entityTypes(List<TrackerProgram> programs) {
    Map<Long, List<TrackerItem>> own = typeAttributes();
    return ctx.select(TRACKEDENTITYTYPE.TRACKEDENTITYTYPEID, TRACKEDENTITYTYPE.UID)
        .from(TRACKEDENTITYTYPE)
        .orderBy(TRACKEDENTITYTYPE.UID)
        .fetch(
            row ->
                TrackedEntityType.of(
                    row.value1(),
                    row.value2(),
                    programs,
                    own.getOrDefault(row.value1(), List.of())));
  }

  private Map<Long, List<TrackerItem>> typeAttributes() {
    return items(
        ctx.selectDistinct(
                TRACKEDENTITYTYPEATTRIBUTE.TRACKEDENTITYTYPEID,
                TRACKEDENTITYATTRIBUTE.TRACKEDENTITYATTRIBUTEID,
                TRACKEDENTITYATTRIBUTE.UID,
                TRACKEDENTITYATTRIBUTE.VALUETYPE,
                TRACKEDENTITYATTRIBUTE.OPTIONSETID)
            .from(TRACKEDENTITYTYPEATTRIBUTE)
            .join(TRACKEDENTITYATTRIBUTE)
            .on(
                TRACKEDENTITYATTRIBUTE.TRACKEDENTITYATTRIBUTEID.eq(
                    TRACKEDENTITYTYPEATTRIBUTE.TRACKEDENTITYATTRIBUTEID))
            .where(open())
            .and(TRACKEDENTITYTYPEATTRIBUTE.TRACKEDENTITYTYPEID.isNotNull())
            .orderBy(TRACKEDENTITYATTRIBUTE.UID)
            .fetch(),
        Map.of());
  }

  private Map<Long, List<String>> categories() {
    return ctx
        .select(CATEGORYCOMBOS_CATEGORIES.CATEGORYCOMBOID, CATEGORY.UID)
        .from(CATEGORYCOMBOS_CATEGORIES)
        .join(CATEGORYCOMBO)
        .on(CATEGORYCOMBO.CATEGORYCOMBOID.eq(CATEGORYCOMBOS_CATEGORIES.CATEGORYCOMBOID))
        .join(CATEGORY)
        .on(CATEGORY.CATEGORYID.eq(CATEGORYCOMBOS_CATEGORIES.CATEGORYID))
        .where(CATEGORY.DATADIMENSION.isTrue())
        .and(CATEGORYCOMBO.NAME.ne(DEFAULT_COMBO))
        .orderBy(CATEGORY.UID)
        .fetch()
        .stream()
        .filter(row -> categoryColumns.contains(row.value2()))
        .collect(
            Collectors.groupingBy(
                row -> row.value1(), Collectors.mapping(row -> row.value2(), Collectors.toList())));
  }

  private Map<Long, List<TrackerItem>> elements() {
    return items(
        ctx.selectDistinct(
                PROGRAMSTAGE.PROGRAMID,
                DATAELEMENT.DATAELEMENTID,
                DATAELEMENT.UID,
                DATAELEMENT.VALUETYPE,
                DATAELEMENT.OPTIONSETID)
            .from(PROGRAMSTAGEDATAELEMENT)
            .join(PROGRAMSTAGE)
            .on(PROGRAMSTAGE.PROGRAMSTAGEID.eq(PROGRAMSTAGEDATAELEMENT.PROGRAMSTAGEID))
            .join(DATAELEMENT)
            .on(DATAELEMENT.DATAELEMENTID.eq(PROGRAMSTAGEDATAELEMENT.DATAELEMENTID))
            .where(PROGRAMSTAGEDATAELEMENT.SKIPANALYTICS.isFalse())
            .and(PROGRAMSTAGE.PROGRAMID.isNotNull())
            .orderBy(DATAELEMENT.UID)
            .fetch(),
        legendSets(
            DATAELEMENTLEGENDSETS.DATAELEMENTID,
            DATAELEMENTLEGENDSETS.LEGENDSETID,
            DATAELEMENTLEGENDSETS.SORT_ORDER));
  }

  private Map<Long, List<TrackerItem>> attributes() {
    return items(
        ctx.selectDistinct(
                PROGRAM_ATTRIBUTES.PROGRAMID,
                TRACKEDENTITYATTRIBUTE.TRACKEDENTITYATTRIBUTEID,
                TRACKEDENTITYATTRIBUTE.UID,
                TRACKEDENTITYATTRIBUTE.VALUETYPE,
                TRACKEDENTITYATTRIBUTE.OPTIONSETID)
            .from(PROGRAM_ATTRIBUTES)
            .join(TRACKEDENTITYATTRIBUTE)
            .on(
                TRACKEDENTITYATTRIBUTE.TRACKEDENTITYATTRIBUTEID.eq(
                    PROGRAM_ATTRIBUTES.TRACKEDENTITYATTRIBUTEID))
            .where(open())
            .and(PROGRAM_ATTRIBUTES.PROGRAMID.isNotNull())
            .orderBy(TRACKEDENTITYATTRIBUTE.UID)
            .fetch(),
        legendSets(
            TRACKEDENTITYATTRIBUTELEGENDSETS.TRACKEDENTITYATTRIBUTEID,
            TRACKEDENTITYATTRIBUTELEGENDSETS.LEGENDSETID,
            TRACKEDENTITYATTRIBUTELEGENDSETS.SORT_ORDER));
  }

  /** Attributes that analytics may show. */
  private Condition open() {
    Condition skipped =
        schema.hasSkipAnalytics()
            ? field(name("trackedentityattribute", "skipanalytics"), Boolean.class).isFalse()
            : noCondition();
    return TRACKEDENTITYATTRIBUTE.CONFIDENTIAL.isDistinctFrom(true).and(skipped);
  }

  private static Map<Long, List<TrackerItem>> items(
      Result<Record5<Long, Long, String, String, Long>> rows,
      Map<Long, List<LegendSet>> legendSets) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> row.value1(),
                Collectors.mapping(
                    row ->
                        new TrackerItem(
                            row.value2(),
                            row.value3(),
                            row.value4(),
                            row.value5() != null,
                            legendSets.getOrDefault(row.value2(), List.of())),
                    Collectors.toList())));
  }

  /** The legend sets of each element or attribute, in their order. */
  private Map<Long, List<LegendSet>> legendSets(
      TableField<?, Long> item, TableField<?, Long> set, Field<Integer> order) {
    Map<Long, List<Legend>> legends = legends();
    return ctx
        .select(item, MAPLEGENDSET.MAPLEGENDSETID, MAPLEGENDSET.UID)
        .from(item.getTable())
        .join(MAPLEGENDSET)
        .on(MAPLEGENDSET.MAPLEGENDSETID.eq(set))
        .orderBy(order)
        .fetch()
        .stream()
        .collect(
            Collectors.groupingBy(
                row -> row.value1(),
                Collectors.mapping(
                    row ->
                        new LegendSet(row.value3(), legends.getOrDefault(row.value2(), List.of())),
                    Collectors.collectingAndThen(Collectors.toList(), TrackerMetadata::eachOnce))));
  }

  /** A set that an element lists twice would be two columns of one name. */
  private static List<LegendSet> eachOnce(List<LegendSet> sets) {
    return sets.stream().distinct().toList();
  }

  private Map<Long, List<Legend>> legends() {
    Result<Record4<Long, String, Double, Double>> rows =
        ctx.select(
                MAPLEGEND.MAPLEGENDSETID, MAPLEGEND.UID, MAPLEGEND.STARTVALUE, MAPLEGEND.ENDVALUE)
            .from(MAPLEGEND)
            .where(MAPLEGEND.MAPLEGENDSETID.isNotNull())
            .orderBy(MAPLEGEND.STARTVALUE, MAPLEGEND.UID)
            .fetch();
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> row.value1(),
                TreeMap::new,
                Collectors.mapping(
                    row -> new Legend(row.value2(), row.value3(), row.value4()),
                    Collectors.toList())));
  }
}
