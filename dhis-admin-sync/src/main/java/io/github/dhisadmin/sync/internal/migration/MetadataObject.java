package io.github.dhisadmin.sync.internal.migration;

/**
 * An object of metadata.
 *
 * @param type as in dataElements
 * @param uid at the server in question
 */
record MetadataObject(String type, String uid) implements Comparable<MetadataObject> {

  static MetadataObject of(String text) {
    int slash = text.indexOf('/');
    return new MetadataObject(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public int compareTo(MetadataObject other) {
    int byType = type.compareTo(other.type);
    return byType == 0 ? uid.compareTo(other.uid) : byType;
  }

  /** As in dataElements/fbfJHSPpUQD. */
  @Override
  public String toString() {
    return type + "/" + uid;
  }
}
