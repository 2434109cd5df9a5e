package io.github.dhisadmin.core.internal.integrity.expression;

import io.github.dhisadmin.core.internal.expression.Analysis;
import io.github.dhisadmin.core.internal.expression.ExpressionAnalyzer;
import io.github.dhisadmin.core.internal.expression.Problem;
import io.github.dhisadmin.core.internal.expression.Surroundings;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.ExpressionKind;
import io.github.dhisadmin.spi.ExpressionStore.ExpressionReader;
import io.github.dhisadmin.spi.Membership;
import io.github.dhisadmin.spi.Reference;
import io.github.dhisadmin.spi.ReferenceFacts;
import io.github.dhisadmin.spi.ReferredType;
import io.github.dhisadmin.spi.StoredExpression;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Examines all expressions of one kind of owner: reads and analyses each, looks up what all of them
 * refer to at once, and then judges each. What is kept of an expression in between is small, as its
 * text and parse tree are gone by then.
 */
final class Examiner {
  private final ExpressionReader reader;
  private final Cancellation cancellation;
  private final ExpressionAnalyzer analyzer = new ExpressionAnalyzer();
  private final List<Examined> expressions = new ArrayList<>();

  /** An expression that has been analysed. */
  private record Examined(
      ExpressionKind kind, String uid, String name, @Nullable String program, Analysis analysis) {}

  Examiner(ExpressionReader reader, Cancellation cancellation) {
    this.reader = reader;
    this.cancellation = cancellation;
  }

  Examination examine(ExpressionOwner owner) {
    reader.read(owner.kinds(), this::analyze);
    ReferenceFacts facts = resolve();
    Map<String, Set<String>> cycles = ReferenceCycles.in(indicatorReferences());
    Map<ExpressionKind, List<IntegrityIssue>> invalid = new EnumMap<>(ExpressionKind.class);
    List<IntegrityIssue> suspicious = new ArrayList<>();
    List<Problem> doubts = new ArrayList<>();
    long owners = 0;
    for (int i = 0; i < expressions.size(); i++) {
      cancellation.check();
      Examined expression = expressions.get(i);
      List<Problem> problems =
          analyzer.judge(
              expression.analysis(),
              new Surroundings(
                  expression.program(), facts, cycles.getOrDefault(expression.uid(), Set.of())));
      List<Problem> errors = new ArrayList<>();
      problems.forEach(problem -> (problem.status().isInvalid() ? errors : doubts).add(problem));
      if (!errors.isEmpty()) {
        invalid
            .computeIfAbsent(expression.kind(), kind -> new ArrayList<>())
            .add(issue(expression, Severity.SEVERE, errors));
      }
      boolean lastOfOwner =
          i + 1 == expressions.size() || !expressions.get(i + 1).uid().equals(expression.uid());
      if (lastOfOwner) {
        owners++;
        if (!doubts.isEmpty()) {
          suspicious.add(issue(expression, Severity.INFO, doubts));
        }
        doubts.clear();
      }
    }
    return new Examination(owners, invalid, suspicious);
  }

  private void analyze(StoredExpression expression) {
    cancellation.check();
    expressions.add(
        new Examined(
            expression.kind(),
            expression.ownerUid(),
            expression.ownerName(),
            expression.programUidOrNull(),
            analyzer.analyze(expression.kind(), expression.text())));
  }

  private ReferenceFacts resolve() {
    Set<Reference> references = new HashSet<>();
    Set<Membership> memberships = new HashSet<>();
    for (Examined expression : expressions) {
      expression.analysis().references().forEach(references::add);
      analyzer.memberships(expression.analysis(), expression.program()).forEach(memberships::add);
    }
    return reader.resolve(references, memberships);
  }

  private Map<String, Set<String>> indicatorReferences() {
    Map<String, Set<String>> references = new HashMap<>();
    for (Examined expression : expressions) {
      expression
          .analysis()
          .references()
          .filter(reference -> reference.type() == ReferredType.INDICATOR)
          .forEach(
              reference ->
                  references
                      .computeIfAbsent(expression.uid(), uid -> new HashSet<>())
                      .add(reference.uid()));
    }
    return references;
  }

  private static IntegrityIssue issue(
      Examined expression, Severity severity, List<Problem> problems) {
    return ProblemIssues.issue(severity, expression.uid(), expression.name(), problems);
  }
}
