package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.jooq.internal.sql.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The disk of the database server, as far as this process can see it. */
final class ServerDisk {
  private static final Logger log = LoggerFactory.getLogger(ServerDisk.class);

  private ServerDisk() {}

  /** Bytes that are free where the server puts new tables; empty if that cannot be seen. */
  static OptionalLong free(DSLContext ctx) {
    return new DataDirectory(ctx).path().map(ServerDisk::freeAt).orElse(OptionalLong.empty());
  }

  static OptionalLong freeAt(String path) {
    try {
      Path directory = Path.of(path);
      return Files.isDirectory(directory)
          ? OptionalLong.of(Files.getFileStore(directory).getUsableSpace())
          : OptionalLong.empty();
    } catch (IOException | InvalidPathException | SecurityException e) {
      log.debug("free disk cannot be seen path={}", path, e);
      return OptionalLong.empty();
    }
  }
}
