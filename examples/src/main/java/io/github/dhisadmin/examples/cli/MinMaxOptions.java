package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.minmax.MinMaxResult;
import io.github.dhisadmin.minmax.MinMaxScope;
import io.github.dhisadmin.minmax.MinMaxScope.Depth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Names data sets and organisation units, and what becomes of what a person entered. */
final class MinMaxOptions {
  @Option(
      names = "--data-set",
      required = true,
      paramLabel = "UID",
      description = "A data set, whose data elements are meant; may be given several times.")
  private List<String> dataSets = new ArrayList<>();

  @Option(
      names = "--org-unit",
      required = true,
      paramLabel = "UID",
      description = "An organisation unit; may be given several times.")
  private List<String> organisationUnits = new ArrayList<>();

  @Option(
      names = "--depth",
      paramLabel = "self|subtree",
      description = "Whether units below are meant too (default: subtree).")
  private Depth depth = Depth.SUBTREE;

  @Option(
      names = "--include-manual",
      description = "Treat bounds that a person entered like generated ones (default: keep them).")
  private boolean includeManual;

  MinMaxScope scope() {
    return new MinMaxScope(Set.copyOf(dataSets), Set.copyOf(organisationUnits), depth);
  }

  boolean includeManual() {
    return includeManual;
  }

  static ChangeReport report(boolean written, MinMaxResult result) {
    return ChangeReport.of(written)
        .with("added", result.added())
        .with("changed", result.changed())
        .with("unchanged", result.unchanged())
        .with("removed", result.removed())
        .with("manualKept", result.manualKept())
        .with("ignoredValues", result.ignoredValues());
  }
}
