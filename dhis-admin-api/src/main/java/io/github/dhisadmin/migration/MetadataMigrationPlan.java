package io.github.dhisadmin.migration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a migration of metadata would do, as source and destination are now.
 *
 * @param objects everything that was chosen or is needed by it, in the order of its import
 * @param missing what is referred to and is not at the source, as in dataElements/fbfJHSPpUQD
 * @param conflicts what the destination would refuse, and why; found by an import without effect
 */
public record MetadataMigrationPlan(
    List<PlannedObject> objects, List<String> missing, List<Conflict> conflicts) {

  /** Copies the lists. */
  public MetadataMigrationPlan {
    objects = List.copyOf(objects);
    missing = List.copyOf(missing);
    conflicts = List.copyOf(conflicts);
  }

  /** What has no counterpart at the destination and would be new there: to be looked through. */
  public List<PlannedObject> unmapped() {
    return objects.stream().filter(each -> each.match() == Match.NONE).toList();
  }

  /** Data elements as items for a migration of their data. */
  public List<DataItem> dataItems() {
    return objects.stream()
        .filter(each -> each.type().equals("dataElements"))
        .map(each -> new DataItem(each.uid(), each.destinationUid()))
        .toList();
  }

  /** By what an object of the source is found again at the destination. */
  public enum Match {
    /** It has the same uid there, and is updated; organisation units are left as they are. */
    UID,
    /** It has the same code there; that object is used as it is. */
    CODE,
    /** It has the same name there, or the same options; that object is used as it is. */
    NAME,
    /** The request says which one is meant; that object is used as it is. */
    REQUEST,
    /** It is not there, and is created. */
    NONE
  }

  /**
   * An object of the source.
   *
   * @param type as in dataElements
   * @param uid at the source
   * @param name at the source
   * @param match by what it is found at the destination
   * @param counterpartOrNull uid of the destination's object; null if there is none
   */
  public record PlannedObject(
      String type, String uid, String name, Match match, @Nullable String counterpartOrNull) {

    /** Its uid at the destination, after the migration. */
    public String destinationUid() {
      return counterpartOrNull == null ? uid : counterpartOrNull;
    }
  }

  /**
   * Why an object would be refused.
   *
   * @param type in the words of the server, as in DataElement
   * @param uid of the object; empty if the server does not say
   * @param code as in E5003
   * @param message in the server's words
   */
  public record Conflict(String type, String uid, String code, String message) {}
}
