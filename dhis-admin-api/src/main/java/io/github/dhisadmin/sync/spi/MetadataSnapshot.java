package io.github.dhisadmin.sync.spi;

import java.io.IOException;
import java.io.InputStream;

/** The content of a metadata version, which may be larger than the memory. */
@FunctionalInterface
public interface MetadataSnapshot {

  /**
   * Reads it from the beginning, as JSON in UTF-8, without scheduled jobs.
   *
   * @return to be closed by the caller
   */
  InputStream open() throws IOException;
}
