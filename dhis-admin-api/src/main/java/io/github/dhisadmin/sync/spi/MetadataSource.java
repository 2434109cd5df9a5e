package io.github.dhisadmin.sync.spi;

import io.github.dhisadmin.error.RemoteException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Exports metadata of the DHIS2 here, for versions that others take over. */
@FunctionalInterface
public interface MetadataSource {

  /**
   * Writes what changed between two moments as one JSON document, all fields but passwords.
   *
   * @param fromOrNull the first moment, in local time; null for everything before the end
   * @param to the first moment after, in local time
   * @param file where to; what it holds is replaced
   * @throws RemoteException if it cannot be exported
   */
  void export(@Nullable LocalDateTime fromOrNull, LocalDateTime to, Path file);
}
