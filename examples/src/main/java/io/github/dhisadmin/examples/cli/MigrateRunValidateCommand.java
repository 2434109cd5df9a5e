package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.Discrepancy;
import io.github.dhisadmin.migration.Discrepancy.Kind;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.MigrationValidation;
import io.github.dhisadmin.migration.Tolerance;
import io.github.dhisadmin.migration.ValidationResult;
import io.github.dhisadmin.run.ProgressListener;
import io.github.dhisadmin.run.RunControl;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares both sides. Fails if they differ. */
@Command(name = "validate", description = "Compares source and destination value by value.")
final class MigrateRunValidateCommand implements Callable<Integer> {
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
      description = "How many discrepancies are listed (default: 100).")
  private int limit = 100;

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
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      MigrationService migration = session.sync().migration();
      MigrationValidation validation = migration.validation();
      ValidationResult result =
          validation.run(
              options.request(migration),
              new Tolerance(tolerance, BigDecimal.ZERO),
              new RunControl(ProgressListener.NONE, context.cancellation()));
      List<Discrepancy> found = validation.discrepancies(result.run(), 0, limit);
      context.output().write(MigrateValidationReport.of(result, found));
      if (migrate && canBeMigrated(result)) {
        validation.migrate(result.run(), "command line");
        new MigrationWork(context).untilNothingWaits(migration);
      }
      return result.total() == 0 ? ExitStatus.DONE : ExitStatus.FAILED;
    }
  }
}
