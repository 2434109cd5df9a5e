package io.github.dhisadmin.sync.internal.remote;

import java.io.IOException;
import java.nio.file.Path;

/** A file here cannot be written or read, whatever the server does. */
final class FileTroubleException extends IOException {
  private static final long serialVersionUID = 1L;

  FileTroubleException(Path file, IOException cause) {
    super("The file " + file + " cannot be written: " + cause.getMessage(), cause);
  }
}
