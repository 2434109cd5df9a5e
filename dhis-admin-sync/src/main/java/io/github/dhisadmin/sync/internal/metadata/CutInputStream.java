package io.github.dhisadmin.sync.internal.metadata;

import io.github.dhisadmin.sync.internal.metadata.SnapshotFile.Span;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** A text without one part of it. */
final class CutInputStream extends FilterInputStream {
  private final PushbackInputStream text;
  private final Span cut;
  private long position;

  CutInputStream(InputStream in, Span cut) {
    this(new PushbackInputStream(in), cut);
  }

  private CutInputStream(PushbackInputStream text, Span cut) {
    super(text);
    this.text = text;
    this.cut = cut;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (position == cut.from()) {
      text.skipNBytes(cut.to() - cut.from());
      position = cut.to();
      if (cut.leading()) {
        skipComma();
      }
    }
    int most = position < cut.from() ? (int) Math.min(length, cut.from() - position) : length;
    int read = text.read(bytes, offset, most);
    position += Math.max(0, read);
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public long skip(long count) throws IOException {
    byte[] skipped = new byte[(int) Math.min(count, 1 << 13)];
    return Math.max(0, read(skipped, 0, skipped.length));
  }

  @Override
  public int available() {
    return 0;
  }

  private void skipComma() throws IOException {
    int next = text.read();
    while (next >= 0 && Character.isWhitespace(next)) {
      next = text.read();
    }
    if (next >= 0 && next != ',') {
      text.unread(next);
    }
  }
}
