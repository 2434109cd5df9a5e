package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.datalock.EntryRights;
import io.github.dhisadmin.datalock.ExpiryFormula;
import io.github.dhisadmin.datalock.LockQuestion;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells why data entry is open or locked. */
@Command(name = "explain", description = "Tells whether data can be entered, and why.")
final class LockExceptionsExplainCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(names = "--data-set", required = true, paramLabel = "UID", description = "The data set.")
  private String dataSet = "";

  @Option(
      names = "--period",
      required = true,
      paramLabel = "ISO",
      description = "The period, as in 202601 or 2026Q1.")
  private String period = "";

  @Option(
      names = "--org-unit",
      required = true,
      paramLabel = "UID",
      description = "The organisation unit.")
  private String organisationUnit = "";

  @Option(
      names = "--attribute-option-combo",
      paramLabel = "UID",
      description = "The attribute option combo (default: the default one).")
  private @Nullable String attributeOptionCombo;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "When the data is entered, in the local time of this process, as in 2026-02-11T00:00"
              + " (default: now).")
  private @Nullable LocalDateTime at;

  @Option(names = "--edit-expired", description = "The user holds F_EDIT_EXPIRED.")
  private boolean editExpired;

  @Option(
      names = "--formula",
      paramLabel = "F",
      description =
          "How expiry is told: ${COMPLETION-CANDIDATES} (default: as the DHIS2 version of the"
              + " database does).")
  private @Nullable ExpiryFormula formula;

  LockExceptionsExplainCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      context.output().write(LockExplanationReport.of(session.dataLocks().explain(question())));
    }
    return ExitStatus.DONE;
  }

  private LockQuestion question() {
    return new LockQuestion(
        dataSet,
        period,
        organisationUnit,
        attributeOptionCombo,
        at == null ? null : at.atZone(ZoneId.systemDefault()).toInstant(),
        editExpired ? EntryRights.EDIT_EXPIRED : EntryRights.ORDINARY,
        formula);
  }
}
