package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGUNITGROUP;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGUNITGROUPMEMBERS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGUNITGROUPSET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGUNITGROUPSETMEMBERS;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.currentLocalDate;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.listAgg;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;
import static org.jooq.impl.DSL.withRecursive;

import io.github.dhisadmin.integrity.CheckOption;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.jooq.internal.dhis2.tables.Organisationunit;
import io.github.dhisadmin.jooq.internal.organisationunit.ParentTree;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.run.Warning;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;

/** Checks of the tree of organisation units, their groups and group sets. */
final class OrganisationUnitChecks implements CheckFamily {
  private static final CheckSection SECTION = CheckSection.ORGANISATION_UNITS;
  private static final String UNITS = "organisationUnits";
  private static final String GROUPS = "organisationUnitGroups";
  private static final String GROUP_SETS = "organisationUnitGroupSets";
  private static final Condition OPEN =
      ORGANISATIONUNIT.CLOSEDDATE.isNull().or(ORGANISATIONUNIT.CLOSEDDATE.gt(currentLocalDate()));

  @Override
  public List<SqlCheck> checks(Dhis2Schema schema) {
    return List.of(
        cycles(schema),
        orphans(schema),
        multipleRoots(schema),
        paths(schema),
        withoutGroups(schema),
        notInCompulsorySets(schema),
        exclusiveSets(schema),
        groupsWithoutSets(schema));
  }

  private static SqlCheck cycles(Dhis2Schema schema) {
    return SqlCheck.seed(
            SECTION, "org_units_with_cyclic_references", "organisationUnitsWithCyclicReferences")
        .rated(Severity.CRITICAL, Severity.WARNING)
        .of(UNITS)
        .texts(
            "Organisation units that are their own ancestors",
            "Going up from parent to parent one comes back to the unit. It and everything below it"
                + " hang on no root, so they are missing from hierarchies, access rights and"
                + " analytics.",
            "Give one unit of each cycle the parent it should have, then update the paths of"
                + " organisation units.",
            "Maintenance app, Organisation unit, Hierarchy operations")
        .reads(schema, ORGANISATIONUNIT.PARENTID)
        .outOf(ORGANISATIONUNIT)
        .inspected(new OrganisationUnitCycles());
  }

  private static SqlCheck orphans(Dhis2Schema schema) {
    Organisationunit unit = ORGANISATIONUNIT.as("unit");
    Organisationunit child = ORGANISATIONUNIT.as("child");
    Organisationunit other = ORGANISATIONUNIT.as("other");
    return SqlCheck.seed(
            SECTION, "orgunits_orphaned", "orphanedOrganisationUnits", "org_units_being_orphaned")
        .rated(Severity.CRITICAL, Severity.CRITICAL)
        .of(UNITS)
        .texts(
            "Organisation units outside the hierarchy",
            "The unit has neither a parent nor children although other units exist, so no user and"
                + " no report reaches it through the hierarchy.",
            "Give the unit a parent, or delete it if nothing refers to it.",
            "Maintenance app, Organisation unit, Hierarchy operations")
        .reads(schema, ORGANISATIONUNIT.PARENTID)
        .outOf(ORGANISATIONUNIT)
        .only(CheckOption.OPEN_UNITS_ONLY, ORGANISATIONUNIT, OPEN)
        .issues(
            select(unit.UID.as(IssueColumns.ID), unit.NAME.as(IssueColumns.NAME))
                .from(unit)
                .where(unit.PARENTID.isNull())
                .and(
                    notExists(
                        selectOne().from(child).where(child.PARENTID.eq(unit.ORGANISATIONUNITID))))
                .and(
                    exists(
                        selectOne()
                            .from(other)
                            .where(other.ORGANISATIONUNITID.ne(unit.ORGANISATIONUNITID)))));
  }

  private static SqlCheck multipleRoots(Dhis2Schema schema) {
    Field<Integer> roots = count().over().as("roots");
    Table<?> root =
        select(ORGANISATIONUNIT.UID, ORGANISATIONUNIT.NAME, roots)
            .from(ORGANISATIONUNIT)
            .where(ORGANISATIONUNIT.PARENTID.isNull())
            .asTable("root");
    Field<Integer> number = root.field(roots);
    return SqlCheck.extended(SECTION, "orgunits_multiple_roots")
        .rated(Severity.CRITICAL, Severity.CRITICAL)
        .of(UNITS)
        .texts(
            "Several roots of the hierarchy",
            "More than one organisation unit has no parent. DHIS2 is made for one tree: totals of"
                + " the whole country miss what hangs on another root.",
            "Decide which unit is the root, and move the others below it or below one of its"
                + " descendants.",
            "Maintenance app, Organisation unit, Hierarchy operations")
        .reads(schema, ORGANISATIONUNIT.PARENTID)
        .outOf(ORGANISATIONUNIT)
        .issues(
            select(
                    root.field(ORGANISATIONUNIT.UID).as(IssueColumns.ID),
                    root.field(ORGANISATIONUNIT.NAME).as(IssueColumns.NAME),
                    concat(inline("One of "), number, inline(" units without a parent"))
                        .as(IssueColumns.COMMENT))
                .from(root)
                .where(number.gt(inline(1))));
  }

  /** Not in DHIS2, which rewrites both by its maintenance operation "Update paths". */
  private static SqlCheck paths(Dhis2Schema schema) {
    Condition wrongPath = ORGANISATIONUNIT.PATH.isDistinctFrom(ParentTree.PATH);
    Condition wrongLevel = ORGANISATIONUNIT.HIERARCHYLEVEL.isDistinctFrom(ParentTree.LEVEL);
    return SqlCheck.extended(SECTION, "orgunits_path_inconsistent")
        .rated(Severity.SEVERE)
        .of(UNITS)
        .texts(
            "Organisation units whose path or level contradicts their parents",
            "Path and level are copies of what the parents say. Where they differ, searches below"
                + " a unit, access rights and analytics leave the unit out or put it in the wrong"
                + " place. Units that hang on no root are not looked at.",
            "Run the maintenance operation that updates the paths of organisation units.",
            "Data administration app, Maintenance")
        .reads(
            schema,
            ORGANISATIONUNIT.PARENTID,
            ORGANISATIONUNIT.PATH,
            ORGANISATIONUNIT.HIERARCHYLEVEL)
        .outOf(ORGANISATIONUNIT)
        .issues(
            withRecursive(ParentTree.NODES)
                .select(
                    ORGANISATIONUNIT.UID.as(IssueColumns.ID),
                    ORGANISATIONUNIT.NAME.as(IssueColumns.NAME),
                    Comments.joined(
                            when(
                                wrongPath, differs("path", ORGANISATIONUNIT.PATH, ParentTree.PATH)),
                            when(
                                wrongLevel,
                                differs(
                                    "level", ORGANISATIONUNIT.HIERARCHYLEVEL, ParentTree.LEVEL)))
                        .as(IssueColumns.COMMENT))
                .from(ParentTree.TABLE)
                .join(ORGANISATIONUNIT)
                .on(ORGANISATIONUNIT.ORGANISATIONUNITID.eq(ParentTree.ID))
                .where(wrongPath.or(wrongLevel)));
  }

  private static Field<String> differs(String what, Field<?> found, Field<?> expected) {
    return concat(
        when(found.isNull(), inline("no " + what)).otherwise(concat(inline(what + " "), found)),
        inline(", should be "),
        expected);
  }

  /** DHIS2's guide speaks of compulsory group sets here too, of which nobody may have made one. */
  private static SqlCheck withoutGroups(Dhis2Schema schema) {
    return SqlCheck.seed(
            SECTION,
            "organisation_units_without_groups",
            "organisationUnitsWithoutGroups",
            "org_units_without_groups")
        .rated(Severity.WARNING, Severity.WARNING)
        .of(UNITS)
        .texts(
            "Organisation units without groups",
            "The unit is in no organisation unit group, so it is missing from every analysis by"
                + " groups and group sets.",
            "Add the unit to the groups that describe it.",
            "Maintenance app, Organisation unit group")
        .reads(schema, ORGUNITGROUPMEMBERS, ORGUNITGROUPSET.COMPULSORY)
        .outOf(ORGANISATIONUNIT)
        .only(CheckOption.OPEN_UNITS_ONLY, ORGANISATIONUNIT, OPEN)
        .warns(OrganisationUnitChecks::unlessCompulsory)
        .issues(LooseObjects.of(ORGANISATIONUNIT, ORGUNITGROUPMEMBERS));
  }

  /** A set without groups is missed by every unit, as in 2.42. */
  private static SqlCheck notInCompulsorySets(Dhis2Schema schema) {
    return SqlCheck.seed(
            SECTION,
            "org_units_not_in_compulsory_group_sets",
            "organisationUnitsViolatingCompulsoryGroupSets",
            "orgunits_compulsory_group_count")
        .rated(Severity.SEVERE, Severity.SEVERE)
        .of(UNITS)
        .texts(
            "Organisation units missing from compulsory group sets",
            "Every unit must be in a group of each compulsory group set; this one is not, so"
                + " analyses by that set leave out its data.",
            "Add the unit to one group of each set named, or make the set optional.",
            "Maintenance app, Organisation unit group")
        .reads(schema, ORGUNITGROUPSET.COMPULSORY, ORGUNITGROUPMEMBERS, ORGUNITGROUPSETMEMBERS)
        .outOf(ORGANISATIONUNIT)
        .only(CheckOption.OPEN_UNITS_ONLY, ORGANISATIONUNIT, OPEN)
        .warns(OrganisationUnitChecks::unlessCompulsory)
        .issues(
            select(
                    ORGANISATIONUNIT.UID.as(IssueColumns.ID),
                    ORGANISATIONUNIT.NAME.as(IssueColumns.NAME),
                    concat(
                            inline("In no group of "),
                            listAgg(ORGUNITGROUPSET.NAME, ", ")
                                .withinGroupOrderBy(ORGUNITGROUPSET.NAME, ORGUNITGROUPSET.UID))
                        .as(IssueColumns.COMMENT),
                    IssueColumns.refs(GROUP_SETS, ORGUNITGROUPSET.UID, ORGUNITGROUPSET.NAME)
                        .as(IssueColumns.REFS))
                .from(ORGANISATIONUNIT)
                .crossJoin(ORGUNITGROUPSET)
                .where(ORGUNITGROUPSET.COMPULSORY.isTrue())
                .and(
                    notExists(
                        selectOne()
                            .from(ORGUNITGROUPMEMBERS)
                            .join(ORGUNITGROUPSETMEMBERS)
                            .on(
                                ORGUNITGROUPSETMEMBERS.ORGUNITGROUPID.eq(
                                    ORGUNITGROUPMEMBERS.ORGUNITGROUPID))
                            .where(
                                ORGUNITGROUPMEMBERS.ORGANISATIONUNITID.eq(
                                    ORGANISATIONUNIT.ORGANISATIONUNITID))
                            .and(
                                ORGUNITGROUPSETMEMBERS.ORGUNITGROUPSETID.eq(
                                    ORGUNITGROUPSET.ORGUNITGROUPSETID))))
                .groupBy(ORGANISATIONUNIT.ORGANISATIONUNITID));
  }

  /** Without this nobody would know why no unit misses one. */
  private static List<Warning> unlessCompulsory(DSLContext ctx) {
    int units = ctx.fetchCount(ORGANISATIONUNIT);
    if (units == 0 || ctx.fetchExists(ORGUNITGROUPSET, ORGUNITGROUPSET.COMPULSORY.isTrue())) {
      return List.of();
    }
    return List.of(
        new Warning(
            "NO_COMPULSORY_GROUP_SETS",
            ORGUNITGROUPSET.getName(),
            "No organisation unit group set is compulsory, so no unit can be missing from one.",
            units));
  }

  /**
   * One issue per unit and set. DHIS2 2.42 counts these pairs in its summary but lists units in the
   * details.
   */
  private static SqlCheck exclusiveSets(Dhis2Schema schema) {
    return SqlCheck.seed(
            SECTION,
            "organisation_units_violating_exclusive_group_sets",
            "organisationUnitsViolatingExclusiveGroupSets",
            "org_units_violating_exclusive_group_sets",
            "orgunit_group_sets_excess_groups")
        .rated(Severity.SEVERE, Severity.SEVERE)
        .of(UNITS)
        .texts(
            "Organisation units in several groups of a group set",
            "The groups of a set exclude each other. A unit in more than one of them is counted"
                + " under only one of them in analytics, and nobody can tell which.",
            "Leave the unit in the one group of the set that fits.",
            "Maintenance app, Organisation unit group")
        .reads(schema, ORGUNITGROUPMEMBERS, ORGUNITGROUPSETMEMBERS)
        .outOf(ORGANISATIONUNIT)
        .only(CheckOption.OPEN_UNITS_ONLY, ORGANISATIONUNIT, OPEN)
        .issues(
            new GroupSetQuery(
                    ORGANISATIONUNIT,
                    ORGUNITGROUPMEMBERS,
                    ORGUNITGROUP,
                    ORGUNITGROUPSETMEMBERS,
                    ORGUNITGROUPSET)
                .inSeveralGroupsOfOneSet(GROUPS, GROUP_SETS));
  }

  /** In DHIS2 until 2.40; 2.41 dropped it. */
  private static SqlCheck groupsWithoutSets(Dhis2Schema schema) {
    return SqlCheck.seed(
            SECTION, "org_unit_groups_without_group_sets", "organisationUnitGroupsWithoutGroupSets")
        .rated(Severity.WARNING, Severity.WARNING)
        .of(GROUPS)
        .texts(
            "Organisation unit groups without group set",
            "The group is in no group set, so it cannot be a dimension of an analysis. Groups that"
                + " only filter or are used in indicators need none.",
            "Add the group to the group set it belongs to.",
            "Maintenance app, Organisation unit group set")
        .reads(schema, ORGUNITGROUPSETMEMBERS)
        .outOf(ORGUNITGROUP)
        .issues(LooseObjects.of(ORGUNITGROUP, ORGUNITGROUPSETMEMBERS));
  }
}
