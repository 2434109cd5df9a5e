package io.github.dhisadmin.bench.sql;

import org.jspecify.annotations.Nullable;

/** A benchmark could not run, or what it compares is not equal. */
public final class BenchmarkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong and, when a failure of the database caused it, which. */
  public BenchmarkException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
