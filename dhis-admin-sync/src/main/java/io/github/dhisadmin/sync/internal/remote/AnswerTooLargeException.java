package io.github.dhisadmin.sync.internal.remote;

import java.io.IOException;

/** An answer is larger than allowed, as it came or when unzipped. */
final class AnswerTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  AnswerTooLargeException(int maxBytes) {
    super("The answer is larger than " + maxBytes + " bytes");
  }
}
