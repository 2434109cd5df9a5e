package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMSTAGE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMSTAGEDATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM_ATTRIBUTES;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYATTRIBUTE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYTYPE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYTYPEATTRIBUTE;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;

/** What a server insists on and is not sent, as its flag says that it is not to be synchronised. */
final class MandatoryItems {
  private MandatoryItems() {}

  static List<String> withheld(DSLContext ctx) {
    Field<String> name = ofAttribute("program", PROGRAM.NAME);
    return ctx.select(name)
        .from(PROGRAM_ATTRIBUTES)
        .join(TRACKEDENTITYATTRIBUTE)
        .on(
            TRACKEDENTITYATTRIBUTE.TRACKEDENTITYATTRIBUTEID.eq(
                PROGRAM_ATTRIBUTES.TRACKEDENTITYATTRIBUTEID))
        .join(PROGRAM)
        .on(PROGRAM.PROGRAMID.eq(PROGRAM_ATTRIBUTES.PROGRAMID))
        .where(PROGRAM_ATTRIBUTES.MANDATORY.isTrue())
        .and(TRACKEDENTITYATTRIBUTE.SKIPSYNCHRONIZATION.isTrue())
        .unionAll(
            select(ofAttribute("tracked entity type", TRACKEDENTITYTYPE.NAME))
                .from(TRACKEDENTITYTYPEATTRIBUTE)
                .join(TRACKEDENTITYATTRIBUTE)
                .on(
                    TRACKEDENTITYATTRIBUTE.TRACKEDENTITYATTRIBUTEID.eq(
                        TRACKEDENTITYTYPEATTRIBUTE.TRACKEDENTITYATTRIBUTEID))
                .join(TRACKEDENTITYTYPE)
                .on(
                    TRACKEDENTITYTYPE.TRACKEDENTITYTYPEID.eq(
                        TRACKEDENTITYTYPEATTRIBUTE.TRACKEDENTITYTYPEID))
                .where(TRACKEDENTITYTYPEATTRIBUTE.MANDATORY.isTrue())
                .and(TRACKEDENTITYATTRIBUTE.SKIPSYNCHRONIZATION.isTrue()))
        .unionAll(
            select(
                    concat(
                        inline("data element '"),
                        DATAELEMENT.NAME,
                        inline("' of program stage '"),
                        PROGRAMSTAGE.NAME,
                        inline("'")))
                .from(PROGRAMSTAGEDATAELEMENT)
                .join(DATAELEMENT)
                .on(DATAELEMENT.DATAELEMENTID.eq(PROGRAMSTAGEDATAELEMENT.DATAELEMENTID))
                .join(PROGRAMSTAGE)
                .on(PROGRAMSTAGE.PROGRAMSTAGEID.eq(PROGRAMSTAGEDATAELEMENT.PROGRAMSTAGEID))
                .where(PROGRAMSTAGEDATAELEMENT.COMPULSORY.isTrue())
                .and(PROGRAMSTAGEDATAELEMENT.SKIPSYNCHRONIZATION.isTrue()))
        .orderBy(inline(1))
        .fetch(name);
  }

  private static Field<String> ofAttribute(String holder, Field<String> holderName) {
    return concat(
            inline("attribute '"),
            TRACKEDENTITYATTRIBUTE.NAME,
            inline("' of " + holder + " '"),
            holderName,
            inline("'"))
        .as("item");
  }
}
