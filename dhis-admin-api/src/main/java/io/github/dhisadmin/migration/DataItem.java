package io.github.dhisadmin.migration;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.Optional;

/**
 * What is called differently at both servers: a data element, or one with a category option
 * combination. Immutable.
 *
 * @param source a uid, or two with a dot between them
 * @param destination a uid, or two with a dot between them
 */
public record DataItem(String source, String destination) {
  private static final String UID = "[A-Za-z][A-Za-z0-9]{10}";

  /** Wants uids. */
  public DataItem {
    checked(source);
    checked(destination);
  }

  /** What has the same uid at both servers. */
  public static DataItem same(String uid) {
    return new DataItem(uid, uid);
  }

  /** Uid of the data element at the destination. */
  public String destinationElement() {
    return element(destination);
  }

  /** Uid of the category option combination at the destination, if it is said. */
  public Optional<String> destinationCombo() {
    return combo(destination);
  }

  /** Uid of the data element at the source. */
  public String sourceElement() {
    return element(source);
  }

  /** Uid of the category option combination at the source, if it is said. */
  public Optional<String> sourceCombo() {
    return combo(source);
  }

  private static String element(String item) {
    return item.substring(0, 11);
  }

  private static Optional<String> combo(String item) {
    return item.length() == 11 ? Optional.empty() : Optional.of(item.substring(12));
  }

  private static void checked(String item) {
    if (!item.matches(UID + "(\\." + UID + ")?")) {
      throw new InvalidRequestException(
          "'"
              + item
              + "' is neither the uid of a data element nor one with an option combination.");
    }
  }
}
