package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import io.github.dhisadmin.integrity.ObjectReference;
import io.github.dhisadmin.jooq.internal.integrity.ParentCycles.Cycle;
import io.github.dhisadmin.jooq.internal.integrity.ParentCycles.Member;
import io.github.dhisadmin.jooq.internal.organisationunit.ParentTree;
import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;

/**
 * Organisation units that are their own ancestors. Only the units that cannot be reached from a
 * root are read, so nothing is in a sound database. DHIS2 2.42 compares stored paths pair by pair
 * (HibernateOrganisationUnitStore), which finds neither a unit that is its own parent nor a cycle
 * whose paths are stale.
 */
final class OrganisationUnitCycles implements Inspection {
  private static final String ARROW = " → ";

  /** Beyond this many characters the rest of a cycle is left out of the comment. */
  private static final int CHAIN_LENGTH = 450;

  private record Unit(String uid, String name) {}

  private record Place(int cycle, int position) {}

  @Override
  public long inspect(DSLContext ctx, IssueSink sink) {
    List<Cycle> cycles = ParentCycles.in(unreached(ctx));
    if (cycles.isEmpty() || sink.limit() == 0) {
      return cycles.stream().mapToLong(cycle -> cycle.members().size()).sum();
    }
    Map<Long, Place> places = places(cycles);
    Map<Long, Unit> units = units(ctx, places.keySet());
    Map<Integer, List<ObjectReference>> references = references(units, places);
    units.forEach(
        (id, unit) -> {
          Place place = places.get(id);
          if (place != null) {
            sink.add(
                unit.uid(),
                unit.name(),
                comment(cycles.get(place.cycle()), place.position(), units),
                references.getOrDefault(place.cycle(), List.of()));
          }
        });
    return sink.count();
  }

  private static Map<Long, Place> places(List<Cycle> cycles) {
    Map<Long, Place> places = new HashMap<>();
    for (int cycle = 0; cycle < cycles.size(); cycle++) {
      List<Member> members = cycles.get(cycle).members();
      for (int position = 0; position < members.size(); position++) {
        places.put(members.get(position).id(), new Place(cycle, position));
      }
    }
    return places;
  }

  private static Map<Long, Long> unreached(DSLContext ctx) {
    return ctx.withRecursive(ParentTree.NODES)
        .select(ORGANISATIONUNIT.ORGANISATIONUNITID, ORGANISATIONUNIT.PARENTID)
        .from(ORGANISATIONUNIT)
        .where(
            notExists(
                selectOne()
                    .from(ParentTree.TABLE)
                    .where(ParentTree.ID.eq(ORGANISATIONUNIT.ORGANISATIONUNITID))))
        .fetchMap(ORGANISATIONUNIT.ORGANISATIONUNITID, ORGANISATIONUNIT.PARENTID);
  }

  /** The units in the order of their names, as the database sorts them. */
  private static Map<Long, Unit> units(DSLContext ctx, Set<Long> ids) {
    Map<Long, Unit> units = new LinkedHashMap<>();
    ctx.select(ORGANISATIONUNIT.ORGANISATIONUNITID, ORGANISATIONUNIT.UID, ORGANISATIONUNIT.NAME)
        .from(ORGANISATIONUNIT)
        .where(ORGANISATIONUNIT.ORGANISATIONUNITID.eq(any(BoundArray.of(ids.toArray(Long[]::new)))))
        .orderBy(ORGANISATIONUNIT.NAME, ORGANISATIONUNIT.UID)
        .forEach(row -> units.put(row.value1(), new Unit(row.value2(), row.value3())));
    return units;
  }

  /** The first units of each cycle, in the order of their names. */
  private static Map<Integer, List<ObjectReference>> references(
      Map<Long, Unit> units, Map<Long, Place> places) {
    Map<Integer, List<ObjectReference>> references = new HashMap<>();
    units.forEach(
        (id, unit) -> {
          Place place = places.get(id);
          if (place != null) {
            List<ObjectReference> ofCycle =
                references.computeIfAbsent(place.cycle(), cycle -> new ArrayList<>());
            if (ofCycle.size() < IssueColumns.MOST_REFERENCES) {
              ofCycle.add(new ObjectReference("organisationUnits", unit.uid(), unit.name()));
            }
          }
        });
    references.replaceAll((cycle, ofCycle) -> List.copyOf(ofCycle));
    return references;
  }

  /** The way up from a unit to itself, and what hangs below it. */
  private static String comment(Cycle cycle, int position, Map<Long, Unit> units) {
    List<Member> members = cycle.members();
    Member self = members.get(position);
    StringBuilder comment = new StringBuilder(nameOf(self, units));
    int step = 1;
    while (step < members.size() && comment.length() < CHAIN_LENGTH) {
      Member next = members.get((position + step) % members.size());
      comment.append(ARROW).append(nameOf(next, units));
      step++;
    }
    comment.append(ARROW);
    if (step < members.size()) {
      comment.append("… (").append(members.size()).append(" units)");
    } else {
      comment.append(nameOf(self, units));
    }
    if (self.below() == 1) {
      comment.append(", and 1 unit below it is cut off");
    } else if (self.below() > 1) {
      comment.append(", and ").append(self.below()).append(" units below it are cut off");
    }
    return comment.toString();
  }

  private static String nameOf(Member member, Map<Long, Unit> units) {
    Unit unit = units.get(member.id());
    return unit == null ? "" : unit.name();
  }
}
