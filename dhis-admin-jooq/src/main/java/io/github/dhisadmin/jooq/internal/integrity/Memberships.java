package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBOS_OPTIONCOMBOS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASETELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMSTAGE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMSTAGEDATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM_ATTRIBUTES;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYATTRIBUTE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYTYPEATTRIBUTE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.unnest;
import static org.jooq.impl.DSL.val;

import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.spi.Membership;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Finds out how objects belong together, in one query. */
final class Memberships {
  private static final String PAIR = "pair";
  private static final String WHOLE = "whole";
  private static final String PART = "part";

  private final DSLContext ctx;

  Memberships(DSLContext ctx) {
    this.ctx = ctx;
  }

  /** Those of the memberships that hold. */
  Set<Membership> holding(Set<Membership> asked) {
    Map<Membership.Kind, List<Membership>> byKind =
        asked.stream()
            .collect(Collectors.groupingBy(Membership::kind, TreeMap::new, Collectors.toList()));
    Optional<Select<Record3<String, String, String>>> query =
        byKind.entrySet().stream()
            .map(entry -> ofKind(entry.getKey(), entry.getValue()))
            .reduce(Select::unionAll);
    return query
        .<Set<Membership>>map(
            select ->
                new HashSet<>(
                    ctx.fetch(select)
                        .map(
                            row ->
                                new Membership(
                                    Membership.Kind.valueOf(row.value1()),
                                    row.value2(),
                                    row.value3()))))
        .orElse(Set.of());
  }

  /**
   * Joins what is there with what was asked for, by whole and part in one text: arrays of pairs are
   * beyond PostgreSQL's drivers.
   */
  private static Select<Record3<String, String, String>> ofKind(
      Membership.Kind kind, List<Membership> asked) {
    String[] owners = asked.stream().map(Membership::owner).distinct().toArray(String[]::new);
    String[] pairs =
        asked.stream().map(one -> one.owner() + "." + one.member()).toArray(String[]::new);
    Table<?> there = there(kind, owners).asTable("there", WHOLE, PART);
    Field<String> whole = field(name("there", WHOLE), SQLDataType.VARCHAR);
    Field<String> part = field(name("there", PART), SQLDataType.VARCHAR);
    return select(inline(kind.name()), whole, part)
        .from(there)
        .join(unnest(val(pairs)).as("asked", PAIR))
        .on(concat(whole, inline("."), part).eq(field(name("asked", PAIR), SQLDataType.VARCHAR)));
  }

  private static Select<Record2<String, String>> there(Membership.Kind kind, String[] owners) {
    return switch (kind) {
      case OPTION_COMBO_OF_DATA_ELEMENT -> optionCombos(owners);
      case DATA_ELEMENT_OF_STAGE -> stageElements(owners);
      case DATA_ELEMENT_OF_PROGRAM -> programElements(owners);
      case ATTRIBUTE_OF_PROGRAM -> attributes(owners);
    };
  }

  private static Select<Record2<String, String>> optionCombos(String[] elements) {
    Table<?> combos =
        select(DATAELEMENT.DATAELEMENTID, DATAELEMENT.CATEGORYCOMBOID)
            .from(DATAELEMENT)
            .where(DATAELEMENT.UID.eq(any(BoundArray.of(elements))))
            .union(
                select(DATASETELEMENT.DATAELEMENTID, DATASETELEMENT.CATEGORYCOMBOID)
                    .from(DATASETELEMENT)
                    .where(DATASETELEMENT.CATEGORYCOMBOID.isNotNull()))
            .asTable("combos", "element", "combo");
    return select(DATAELEMENT.UID, CATEGORYOPTIONCOMBO.UID)
        .from(combos)
        .join(DATAELEMENT)
        .on(DATAELEMENT.DATAELEMENTID.eq(field(name("combos", "element"), Long.class)))
        .join(CATEGORYCOMBOS_OPTIONCOMBOS)
        .on(
            CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID.eq(
                field(name("combos", "combo"), Long.class)))
        .join(CATEGORYOPTIONCOMBO)
        .on(
            CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID.eq(
                CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID))
        .where(DATAELEMENT.UID.eq(any(BoundArray.of(elements))));
  }

  private static Select<Record2<String, String>> stageElements(String[] stages) {
    return select(PROGRAMSTAGE.UID, DATAELEMENT.UID)
        .from(PROGRAMSTAGE)
        .join(PROGRAMSTAGEDATAELEMENT)
        .on(PROGRAMSTAGEDATAELEMENT.PROGRAMSTAGEID.eq(PROGRAMSTAGE.PROGRAMSTAGEID))
        .join(DATAELEMENT)
        .on(DATAELEMENT.DATAELEMENTID.eq(PROGRAMSTAGEDATAELEMENT.DATAELEMENTID))
        .where(PROGRAMSTAGE.UID.eq(any(BoundArray.of(stages))));
  }

  private static Select<Record2<String, String>> programElements(String[] programs) {
    return select(PROGRAM.UID, DATAELEMENT.UID)
        .from(PROGRAM)
        .join(PROGRAMSTAGE)
        .on(PROGRAMSTAGE.PROGRAMID.eq(PROGRAM.PROGRAMID))
        .join(PROGRAMSTAGEDATAELEMENT)
        .on(PROGRAMSTAGEDATAELEMENT.PROGRAMSTAGEID.eq(PROGRAMSTAGE.PROGRAMSTAGEID))
        .join(DATAELEMENT)
        .on(DATAELEMENT.DATAELEMENTID.eq(PROGRAMSTAGEDATAELEMENT.DATAELEMENTID))
        .where(PROGRAM.UID.eq(any(BoundArray.of(programs))));
  }

  private static Select<Record2<String, String>> attributes(String[] programs) {
    return select(PROGRAM.UID, TRACKEDENTITYATTRIBUTE.UID)
        .from(PROGRAM)
        .join(PROGRAM_ATTRIBUTES)
        .on(PROGRAM_ATTRIBUTES.PROGRAMID.eq(PROGRAM.PROGRAMID))
        .join(TRACKEDENTITYATTRIBUTE)
        .on(
            TRACKEDENTITYATTRIBUTE.TRACKEDENTITYATTRIBUTEID.eq(
                PROGRAM_ATTRIBUTES.TRACKEDENTITYATTRIBUTEID))
        .where(PROGRAM.UID.eq(any(BoundArray.of(programs))))
        .unionAll(
            select(PROGRAM.UID, TRACKEDENTITYATTRIBUTE.UID)
                .from(PROGRAM)
                .join(TRACKEDENTITYTYPEATTRIBUTE)
                .on(TRACKEDENTITYTYPEATTRIBUTE.TRACKEDENTITYTYPEID.eq(PROGRAM.TRACKEDENTITYTYPEID))
                .join(TRACKEDENTITYATTRIBUTE)
                .on(
                    TRACKEDENTITYATTRIBUTE.TRACKEDENTITYATTRIBUTEID.eq(
                        TRACKEDENTITYTYPEATTRIBUTE.TRACKEDENTITYATTRIBUTEID))
                .where(PROGRAM.UID.eq(any(BoundArray.of(programs)))));
  }
}
