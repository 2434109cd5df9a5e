package io.github.dhisadmin.sync.internal.metadata;

import io.github.dhisadmin.sync.spi.MetadataSnapshot;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A snapshot on the disk.
 *
 * @param file zipped once, twice or not at all, as proxies do what they like
 * @param jobs where its scheduled jobs are, which are not imported
 */
record SnapshotFile(Path file, Span jobs) implements MetadataSnapshot {
  private static final int BUFFER = 1 << 16;
  private static final int MOST_LAYERS = 2;

  /**
   * Bytes of the unzipped text.
   *
   * @param from the first
   * @param to the first after; nothing if it is {@code from}
   * @param leading whether nothing but the brace comes before, so that a comma has to go as well
   */
  record Span(long from, long to, boolean leading) {
    static final Span NONE = new Span(0, 0, false);
  }

  @Override
  public InputStream open() throws IOException {
    return jobs.to() > jobs.from() ? new CutInputStream(unzip(file), jobs) : unzip(file);
  }

  /** The text of a file, however it is zipped. */
  static InputStream unzip(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      for (int layer = 0; layer < MOST_LAYERS && isZipped(in); layer++) {
        in = new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
      }
      return in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static boolean isZipped(InputStream in) throws IOException {
    in.mark(2);
    boolean zipped = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return zipped;
  }
}
