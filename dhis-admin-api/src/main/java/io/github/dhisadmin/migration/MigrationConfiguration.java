package io.github.dhisadmin.migration;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is migrated from where to where. Either side may be the DHIS2 of this database, which is a
 * target like any other. Immutable.
 *
 * @param name what people call it
 * @param source name of the target that data come from
 * @param destination name of the target that data go to
 * @param itemSets data items, in the order in which they are migrated
 * @param transport how the source is asked
 */
public record MigrationConfiguration(
    String name,
    String source,
    String destination,
    List<DataItemSet> itemSets,
    SourceTransport transport) {

  /** Refuses what could not be migrated. */
  public MigrationConfiguration {
    checkedName(name);
    itemSets = List.copyOf(itemSets);
    if (source.equals(destination)) {
      throw new InvalidRequestException("Source and destination are both " + source + ".");
    }
    Set<String> names = new HashSet<>();
    for (DataItemSet each : itemSets) {
      if (!names.add(each.name())) {
        throw new InvalidRequestException("There are two item sets named " + each.name() + ".");
      }
    }
  }

  /** A configuration whose source is asked directly. */
  public MigrationConfiguration(
      String name, String source, String destination, List<DataItemSet> itemSets) {
    this(name, source, destination, itemSets, SourceTransport.DIRECT);
  }

  /** The same with another way to ask the source. */
  public MigrationConfiguration through(SourceTransport newTransport) {
    return new MigrationConfiguration(name, source, destination, itemSets, newTransport);
  }

  /**
   * The item set of this name.
   *
   * @throws InvalidRequestException if there is none
   */
  public DataItemSet itemSet(String itemSet) {
    return itemSets.stream()
        .filter(each -> each.name().equals(itemSet))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "The configuration " + name + " has no item set " + itemSet + "."));
  }

  /** Whether data come from this target, or go to it. */
  public boolean concerns(String target) {
    return source.equals(target) || destination.equals(target);
  }

  /** The name, if something of a migration can have it. */
  static String checkedName(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,49}")) {
      throw new InvalidRequestException(
          "A name has 1 to 50 letters, digits, dots, hyphens and underscores, and begins with a"
              + " letter or digit.");
    }
    return name;
  }
}
