package io.github.dhisadmin.sync.metadata;

import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Metadata that was changed between two moments, frozen under a name by a central DHIS2.
 *
 * @param name as in Version_4
 * @param uid of the version, not of anything in it
 * @param type how much of it has to be taken
 * @param created when it was made, in the local time of the server that made it
 * @param hash MD5 of the snapshot's text, in lower case
 * @param importedAtOrNull when it was imported here, in local time; null if it was made here, or is
 *     not here
 */
public record MetadataVersion(
    String name,
    String uid,
    VersionType type,
    LocalDateTime created,
    String hash,
    @Nullable LocalDateTime importedAtOrNull) {

  /** The order in which versions are applied: as made, and by number where that is the same. */
  public static final Comparator<MetadataVersion> IN_ORDER =
      Comparator.comparing(MetadataVersion::created)
          .thenComparingLong(MetadataVersion::number)
          .thenComparing(MetadataVersion::name);

  /** When it was imported here, if it was. */
  public Optional<LocalDateTime> importedAt() {
    return Optional.ofNullable(importedAtOrNull);
  }

  /** The 4 of Version_4; -1 if the name ends in no number. */
  public long number() {
    int underscore = name.lastIndexOf('_');
    String number = name.substring(underscore + 1);
    return underscore >= 0 && number.matches("[0-9]{1,15}") ? Long.parseLong(number) : -1;
  }

  /** Whether both hold the same text. */
  public boolean hasTextOf(MetadataVersion other) {
    return hash.equalsIgnoreCase(other.hash);
  }
}
