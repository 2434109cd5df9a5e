package io.github.dhisadmin.sync.internal.remote;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Zips requests and unzips answers. */
final class Gzip {
  private Gzip() {}

  static byte[] zip(byte[] plain) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream(plain.length / 4);
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
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
