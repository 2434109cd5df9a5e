package io.github.dhisadmin.sync.internal.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Zips requests and unzips answers. */
final class Gzip {
  private Gzip() {}

  /** Zips fast rather than small: a page of values is a tenth of itself either way. */
  static final class Zipping extends GZIPOutputStream {
    private int length;

    Zipping(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }

    @Override
    public synchronized void write(byte[] plain, int from, int count) throws IOException {
      super.write(plain, from, count);
      length = Math.addExact(length, count);
    }

    /** How many bytes were written to it. */
    synchronized int length() {
      return length;
    }
  }

  /** Unzips what was zipped here. */
  static byte[] unzipOwn(byte[] zipped, int length) {
    try {
      return unzip(zipped, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
