package io.github.dhisadmin.sync.internal.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A JSON document as it goes over the wire. One that may be zipped is so from the beginning: it
 * then waits for its turn in a tenth of the memory, and no server waits until it is zipped.
 */
public final class Payload {
  private final byte[] bytes;
  private final int length;
  private final boolean zipped;

  private Payload(byte[] bytes, int length, boolean zipped) {
    this.bytes = bytes;
    this.length = length;
    this.zipped = zipped;
  }

  /** For endpoints that look for gzip, which not all of DHIS2's do. */
  public static Payload zippable(Document json) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try {
      int length = write(json, zipped);
      return new Payload(zipped.toByteArray(), length, true);
    } catch (IOException e) {
      throw new UncheckedIOException("JSON could not be written", e);
    }
  }

  private static int write(Document json, OutputStream to) throws IOException {
    Gzip.Zipping out = new Gzip.Zipping(to);
    try (out) {
      json.writeTo(out);
    }
    return out.length();
  }

  /** The same for a document that is a text. */
  public static Payload zippable(String json) {
    return zippable(out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
  }

  /** For endpoints that take a document only as it is. */
  static Payload plain(String json) {
    byte[] plain = json.getBytes(StandardCharsets.UTF_8);
    return new Payload(plain, plain.length, false);
  }

  /** Whether it may be sent zipped, and is no smaller than what that pays for. */
  boolean isWorthZipping(int zipFrom) {
    return zipped && length >= zipFrom;
  }

  /** As it is sent. */
  byte[] bytes(boolean asZipped) {
    return zipped && !asZipped ? Gzip.unzipOwn(bytes, length) : bytes;
  }

  /** What is written, in UTF-8. */
  @FunctionalInterface
  public interface Document {
    /** Writes all of it; may close where to. */
    void writeTo(OutputStream out) throws IOException;
  }
}
