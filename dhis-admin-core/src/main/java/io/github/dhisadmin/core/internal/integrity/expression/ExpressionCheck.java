package io.github.dhisadmin.core.internal.integrity.expression;

import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.spi.CheckRun;
import io.github.dhisadmin.spi.ExpressionStore;
import io.github.dhisadmin.spi.StoredCheck;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A check that takes its part of what an examination of expressions found. */
final class ExpressionCheck implements StoredCheck {
  private final IntegrityCheck definition;
  private final ExpressionOwner owner;
  private final ExpressionStore store;
  private final Function<Examination, List<IntegrityIssue>> part;

  ExpressionCheck(
      IntegrityCheck definition,
      ExpressionOwner owner,
      ExpressionStore store,
      Function<Examination, List<IntegrityIssue>> part) {
    this.definition = definition;
    this.owner = owner;
    this.store = store;
    this.part = part;
  }

  @Override
  public IntegrityCheck definition() {
    return definition;
  }

  @Override
  public Optional<String> missing() {
    return store.missing(owner.kinds());
  }

  @Override
  public Finding run(CheckRun run, Consumer<IntegrityIssue> sink) {
    Examination examination = Examinations.of(run, store).examination(owner);
    List<IntegrityIssue> issues = part.apply(examination);
    issues.stream().limit(run.issues()).forEach(sink);
    return new Finding(issues.size(), examination.owners());
  }
}
