package io.github.dhisadmin.sync.internal.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import io.github.dhisadmin.sync.metadata.VersionType;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A server's list of metadata versions, which comes in no order. */
final class VersionList {
  private static final Pattern ZONE = Pattern.compile("(Z|[+-][0-9]{2}:?[0-9]{2})$");
  private static final Pattern NONE = Pattern.compile("no (such )?metadata versions? exist");

  private VersionList() {}

  /** In order, or empty if the document is no such list. */
  static Optional<List<MetadataVersion>> read(JsonNode document) {
    JsonNode listed = document.path("metadataversions");
    if (!listed.isArray()) {
      return Optional.empty();
    }
    List<MetadataVersion> versions = new ArrayList<>();
    for (JsonNode each : listed) {
      Optional<MetadataVersion> version = version(each);
      if (version.isEmpty()) {
        return Optional.empty();
      }
      versions.add(version.get());
    }
    versions.sort(MetadataVersion.IN_ORDER);
    return Optional.of(versions);
  }

  /** DHIS2 answers 500 when it has no versions at all, with a text that says so. */
  static boolean saysThereIsNone(RemoteException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return failure.problem() == RemoteProblem.REMOTE_5XX && NONE.matcher(message).find();
  }

  private static Optional<MetadataVersion> version(JsonNode listed) {
    String name = listed.path("name").asText("");
    String hash = listed.path("hashCode").asText("");
    if (name.isEmpty() || !hash.matches("[0-9a-fA-F]{32}")) {
      return Optional.empty();
    }
    try {
      String created = ZONE.matcher(listed.path("created").asText("")).replaceFirst("");
      return Optional.of(
          new MetadataVersion(
              name,
              listed.path("id").asText(""),
              listed.path("type").asText("").equals("ATOMIC")
                  ? VersionType.ATOMIC
                  : VersionType.BEST_EFFORT,
              LocalDateTime.parse(created),
              hash.toLowerCase(Locale.ROOT),
              null));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
