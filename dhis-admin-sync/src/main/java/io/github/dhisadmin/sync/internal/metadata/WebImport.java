package io.github.dhisadmin.sync.internal.metadata;

import io.github.dhisadmin.sync.internal.remote.MetadataRemote;
import io.github.dhisadmin.sync.internal.remote.ServerInfo.RemoteUser;
import io.github.dhisadmin.sync.metadata.MetadataImportReport;
import io.github.dhisadmin.sync.metadata.VersionType;
import io.github.dhisadmin.sync.spi.MetadataSink;
import io.github.dhisadmin.sync.spi.MetadataSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Imports through the web interface of the DHIS2 here. */
final class WebImport implements MetadataSink {
  private static final String NEEDED = "F_METADATA_IMPORT";

  private final Supplier<MetadataRemote> local;

  /** Opens the DHIS2 here when it is needed. */
  WebImport(Supplier<MetadataRemote> local) {
    this.local = local;
  }

  @Override
  public Optional<String> dhis2Version() {
    return Optional.of(local.get().info().version()).filter(version -> !version.isEmpty());
  }

  @Override
  public List<String> warnings() {
    RemoteUser user = local.get().user();
    return user.may(NEEDED)
        ? List.of()
        : List.of("The user " + user.username() + " lacks " + NEEDED + " here.");
  }

  @Override
  public MetadataImportReport importSnapshot(MetadataSnapshot snapshot, VersionType type) {
    return local.get().importMetadata(() -> open(snapshot), type);
  }

  private static InputStream open(MetadataSnapshot snapshot) {
    try {
      return snapshot.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
