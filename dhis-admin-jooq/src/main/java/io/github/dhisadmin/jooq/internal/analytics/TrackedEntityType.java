package io.github.dhisadmin.jooq.internal.analytics;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * A type of tracked entities as its tables see it.
 *
 * @param id its key
 * @param uid its uid
 * @param programs programs in which entities of the type enroll, in the order of their uids
 * @param attributes attributes of the type and of its programs, each once, in the order of their
 *     uids
 */
record TrackedEntityType(
    long id, String uid, List<TrackerProgram> programs, List<TrackerItem> attributes) {

  /**
   * The type with what its programs add to it.
   *
   * @param programs all programs
   * @param own the type's own attributes
   */
  static TrackedEntityType of(
      long id, String uid, List<TrackerProgram> programs, List<TrackerItem> own) {
    List<TrackerProgram> enrolling =
        programs.stream()
            .filter(p -> p.entityTypeOrNull() != null && p.entityTypeOrNull() == id)
            .toList();
    TreeSet<TrackerItem> attributes = new TreeSet<>(Comparator.comparing(TrackerItem::uid));
    attributes.addAll(own);
    enrolling.forEach(program -> attributes.addAll(program.attributes()));
    return new TrackedEntityType(id, uid, enrolling, List.copyOf(attributes));
  }

  /** Uids of the data elements of its programs whose values are organisation units. */
  List<String> unitElements() {
    return programs.stream()
        .flatMap(program -> program.elements().stream())
        .filter(TrackerItem::organisationUnit)
        .map(TrackerItem::uid)
        .distinct()
        .sorted()
        .toList();
  }
}
