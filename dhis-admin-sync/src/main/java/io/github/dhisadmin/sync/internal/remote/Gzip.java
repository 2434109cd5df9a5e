package io.github.dhisadmin.sync.internal.remote;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Zips requests and unzips answers. */
final class Gzip {
  private Gzip() {}

  /** Fast rather than small: a page of values is a tenth of itself either way. */
  static byte[] zip(byte[] plain) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream(plain.length / 4);
    try (GZIPOutputStream out = new FastGzip(zipped)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  /** Zips at the level that costs least. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /** Unzips no more than allowed, as a small answer can hide a very large one. */
  static byte[] unzip(byte[] zipped, int maxBytes) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      byte[] plain = in.readNBytes(maxBytes);
      if (in.read() >= 0) {
        throw new AnswerTooLargeException(maxBytes);
      }
      return plain;
    }
  }
}
