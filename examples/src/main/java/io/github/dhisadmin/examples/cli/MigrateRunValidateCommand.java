package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.DiscrepancyReport;
import io.github.dhisadmin.migration.Discrepancy.Kind;
import io.github.dhisadmin.migration.DiscrepancyFormat;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.MigrationValidation;
import io.github.dhisadmin.migration.Tolerance;
import io.github.dhisadmin.migration.ValidationResult;
import io.github.dhisadmin.run.ProgressListener;
import io.github.dhisadmin.run.RunControl;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares both sides. Fails if they differ. */
@Command(name = "validate", description = "Compares source and destination value by value.")
final class MigrateRunValidateCommand implements Callable<Integer>, WritesDocuments {
  /** More than people read in a terminal. */
  private static final int LINES = 100;

  private final CommandContext context;

  @Mixin private MigrateDataOptions options = new MigrateDataOptions();

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      description = "Numbers may differ by this much (default: 0).")
  private BigDecimal tolerance = BigDecimal.ZERO;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "How many discrepancies are listed at most (default: 100 as text, otherwise all).")
  private @Nullable Integer limit;

  @Option(
      names = "--migrate",
      description = "Migrates what the destination lacks or holds otherwise.")
  private boolean migrate;

  MigrateRunValidateCommand(CommandContext context) {
    this.context = context;
  }

  private static boolean canBeMigrated(ValidationResult result) {
    return result.discrepancies().containsKey(Kind.MISSING_AT_DESTINATION)
        || result.discrepancies().containsKey(Kind.VALUE_DIFFERS);
  }

  @Override
  public Set<OutputFormat> documents() {
    return EnumSet.of(OutputFormat.HTML, OutputFormat.CSV);
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      MigrationService migration = session.sync().migration();
      MigrationValidation validation = migration.validation();
      ValidationResult result =
          validation.run(
              options.request(migration),
              new Tolerance(tolerance, BigDecimal.ZERO),
              new RunControl(ProgressListener.NONE, context.cancellation()));
      print(validation, result);
      if (migrate && canBeMigrated(result)) {
        validation.migrate(result.run(), options.requester());
        new MigrationWork(context).untilNothingWaits(migration);
      }
      return result.total() == 0 ? ExitStatus.DONE : ExitStatus.FAILED;
    }
  }

  private void print(MigrationValidation validation, ValidationResult result) {
    PrintWriter out = context.terminal().out();
    DiscrepancyReport all = DiscrepancyReport.of(validation, result);
    DiscrepancyReport report = limit == null ? all : all.first(limit);
    switch (context.options().format()) {
      case TEXT ->
          new MigrateValidationText(
                  result,
                  validation.discrepancies(
                      result.run(), 0, Objects.requireNonNullElse(limit, LINES)))
              .writeTo(out);
      case JSON -> {
        report.write(DiscrepancyFormat.JSON, out);
        out.println();
      }
      case HTML -> report.write(DiscrepancyFormat.HTML, out);
      case CSV -> report.write(DiscrepancyFormat.CSV, out);
      case JUNIT -> throw new IllegalStateException("refused before it was called");
    }
    out.flush();
  }
}
