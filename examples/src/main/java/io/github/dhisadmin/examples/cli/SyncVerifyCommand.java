package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.sync.ValueComparison;
import io.github.dhisadmin.sync.ValueComparisonRequest;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares data values with those of a server; changes nothing on either side. */
@Command(name = "verify", description = "Compares data values with those of a server.")
final class SyncVerifyCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--target",
      paramLabel = "N",
      description = "Name of the server (default: the only one there is).")
  private @Nullable String target;

  @Option(names = "--data-set", required = true, paramLabel = "UID", description = "Of which set.")
  private String dataSet = "";

  @Option(names = "--from", required = true, paramLabel = "DAY", description = "First day.")
  private LocalDate from = LocalDate.EPOCH;

  @Option(names = "--to", required = true, paramLabel = "DAY", description = "Last day.")
  private LocalDate to = LocalDate.EPOCH;

  @Option(
      names = "--org-unit",
      required = true,
      paramLabel = "UID",
      description = "Of which unit, with all units below it.")
  private String organisationUnit = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many differences to list (default: 100).")
  private int limit = 100;

  SyncVerifyCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      ValueComparison comparison =
          session
              .sync()
              .data()
              .compare(
                  new ValueComparisonRequest(
                      SyncOptions.target(target, session.sync()),
                      dataSet,
                      from,
                      to,
                      organisationUnit,
                      limit));
      context.output().write(SyncVerifyReport.of(comparison));
      return comparison.isSame() ? ExitStatus.DONE : ExitStatus.FAILED;
    }
  }
}
