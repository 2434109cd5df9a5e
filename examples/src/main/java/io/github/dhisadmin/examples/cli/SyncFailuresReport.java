package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.sync.SyncFailure;
import io.github.dhisadmin.sync.SyncKind;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;

/** Rows that a server refused. */
record SyncFailuresReport(List<FailureReport> failures) implements Report {

  /** One row. */
  record FailureReport(
      String kind,
      String partition,
      String key,
      int attempts,
      String firstAt,
      String nextAt,
      String code,
      String message,
      String property) {

    private static FailureReport of(SyncFailure failure) {
      return new FailureReport(
          SyncOptions.name(failure.kind()),
          failure.partition(),
          failure.key(),
          failure.attempts(),
          failure.firstAt().toString(),
          failure.nextAt().toString(),
          failure.reason().code(),
          failure.reason().message(),
          failure.reason().property());
    }
  }

  static SyncFailuresReport of(List<SyncFailure> failures, Set<SyncKind> kinds) {
    return new SyncFailuresReport(
        failures.stream()
            .filter(failure -> kinds.contains(failure.kind()))
            .map(FailureReport::of)
            .toList());
  }

  @Override
  public void writeText(PrintWriter out) {
    if (failures.isEmpty()) {
      out.println("No failures.");
    }
    TextTable text = new TextTable();
    for (FailureReport failure : failures) {
      text.row(failure.kind, failure.key, failure.code, failure.message);
    }
    text.writeTo(out);
  }
}
