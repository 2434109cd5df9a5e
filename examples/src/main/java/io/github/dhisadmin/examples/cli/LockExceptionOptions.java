package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.datalock.LockExceptionFilter;
import io.github.dhisadmin.datalock.LockExceptionGrant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Names data sets, periods and organisation units. */
final class LockExceptionOptions {
  @Option(
      names = "--data-set",
      paramLabel = "UID",
      description = "A data set; may be given several times.")
  private List<String> dataSets = new ArrayList<>();

  @Option(
      names = "--period",
      paramLabel = "ISO",
      description = "A period, as in 202601 or 2026Q1; may be given several times.")
  private List<String> periods = new ArrayList<>();

  @Option(
      names = "--org-unit",
      paramLabel = "UID",
      description = "An organisation unit; may be given several times.")
  private List<String> organisationUnits = new ArrayList<>();

  /** What is named as a filter; what is not named is any. */
  LockExceptionFilter filter() {
    return new LockExceptionFilter(
        Set.copyOf(dataSets), Set.copyOf(periods), Set.copyOf(organisationUnits));
  }

  /** Each combination of what is named. */
  LockExceptionGrant grant() {
    return LockExceptionGrant.of(dataSets, periods, organisationUnits);
  }
}
