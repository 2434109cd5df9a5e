package io.github.dhisadmin.sync.metadata;

import java.util.List;

/**
 * What a version would do to the metadata here.
 *
 * @param version which one
 * @param dhis2Version of the server that made it; empty if the snapshot does not say
 * @param types what it holds, by type, in the order of the snapshot
 * @param conflicts objects that may be refused or overwrite something else, the first {@value
 *     #MOST_CONFLICTS}
 */
public record MetadataPreview(
    MetadataVersion version,
    String dhis2Version,
    List<TypePreview> types,
    List<Conflict> conflicts) {
  /** More conflicts are not listed. */
  public static final int MOST_CONFLICTS = 1000;

  /** Copies the lists. */
  public MetadataPreview {
    types = List.copyOf(types);
    conflicts = List.copyOf(conflicts.subList(0, Math.min(conflicts.size(), MOST_CONFLICTS)));
  }

  /**
   * What a version would do to one type.
   *
   * @param type as in dataElements
   * @param comparable whether it could be compared with what is here; if not, all counts as new
   * @param created objects that are not here
   * @param updated objects that are here
   * @param deleted objects that would go; a version only creates and updates, so none
   * @param left objects that are not imported, as DHIS2 takes no scheduled jobs from a version
   */
  public record TypePreview(
      String type, boolean comparable, long created, long updated, long deleted, long left) {}

  /**
   * An object that is not alone.
   *
   * @param type as in dataElements
   * @param kind by what
   * @param uid of the object in the version
   * @param value the code or name that both have; for {@link ConflictKind#UID} the name here
   * @param localUid of the object here
   */
  public record Conflict(
      String type, ConflictKind kind, String uid, String value, String localUid) {}

  /** By what an object of a version collides with one here. */
  public enum ConflictKind {
    /** The object here has the same uid, but another code and another name. */
    UID,
    /** Another object here has its code. */
    CODE,
    /** Another object here has its name, which has to be unique. */
    NAME
  }
}
