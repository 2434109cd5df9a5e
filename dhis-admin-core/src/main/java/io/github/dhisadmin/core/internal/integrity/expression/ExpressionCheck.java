package io.github.dhisadmin.core.internal.integrity.expression;

import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.StoredCheck;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A check that takes its part of what an examination of expressions found. */
final class ExpressionCheck implements StoredCheck {
  private final IntegrityCheck definition;
  private final ExpressionOwner owner;
  private final Examinations examinations;
  private final Function<Examination, List<IntegrityIssue>> part;

  ExpressionCheck(
      IntegrityCheck definition,
      ExpressionOwner owner,
      Examinations examinations,
      Function<Examination, List<IntegrityIssue>> part) {
    this.definition = definition;
    this.owner = owner;
    this.examinations = examinations;
    this.part = part;
  }

  @Override
  public IntegrityCheck definition() {
    return definition;
  }

  @Override
  public Optional<String> missing() {
    return examinations.missing(owner);
  }

  @Override
  public Finding run(Limits limits, Cancellation cancellation, Consumer<IntegrityIssue> sink) {
    Examination examination =
        examinations.of(owner, definition.id(), limits.timeout(), cancellation);
    List<IntegrityIssue> issues = part.apply(examination);
    issues.stream().limit(limits.issues()).forEach(sink);
    return new Finding(issues.size(), examination.owners());
  }
}
