package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.datalock.ExpiryFormula;
import io.github.dhisadmin.datalock.LockExplanation;
import io.github.dhisadmin.datalock.LockRule;
import io.github.dhisadmin.datalock.LockState;
import io.github.dhisadmin.datalock.LockVerdict;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why data entry is open or locked. */
record LockExplanationReport(
    LockState state,
    String at,
    ExpiryFormula formula,
    @Nullable String openUntil,
    List<VerdictReport> verdicts)
    implements Report {

  /** What one rule says. */
  record VerdictReport(LockRule rule, LockVerdict.Effect effect, String reason) {}

  static LockExplanationReport of(LockExplanation explanation) {
    return new LockExplanationReport(
        explanation.state(),
        explanation.at().toString(),
        explanation.formula(),
        explanation.openUntil().map(String::valueOf).orElse(null),
        explanation.verdicts().stream()
            .map(verdict -> new VerdictReport(verdict.rule(), verdict.effect(), verdict.reason()))
            .toList());
  }

  @Override
  public void writeText(PrintWriter out) {
    out.println(state + " at " + at + " (" + formula + ")");
    TextTable text = new TextTable();
    verdicts.forEach(verdict -> text.row(verdict.rule, verdict.effect, verdict.reason));
    text.writeTo(out);
  }
}
