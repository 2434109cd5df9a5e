package io.github.dhisadmin.core.internal.expression;

import io.github.dhisadmin.spi.Membership;
import io.github.dhisadmin.spi.Reference;
import io.github.dhisadmin.spi.ReferredType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has been found in one expression so far, and where the reading stands. */
final class Findings {
  private final Dialect dialect;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Mention> mentions = new ArrayList<>();
  private boolean insideSubExpression;
  private boolean elementInSubExpression;

  Findings(Dialect dialect) {
    this.dialect = dialect;
  }

  Dialect dialect() {
    return dialect;
  }

  void add(Problem problem) {
    problems.add(problem);
  }

  void add(ProblemStatus status, Position at, String token, String message) {
    problems.add(Problem.of(status, at, token, message));
  }

  Reference mention(ReferredType type, String uid, Position at, String token) {
    return mention(type, uid, at, token, null);
  }

  Reference mention(
      ReferredType type, String uid, Position at, String token, @Nullable Membership membership) {
    Reference reference = new Reference(type, uid);
    mentions.add(new Mention(reference, at, token, membership, false));
    return reference;
  }

  /** Number of mentions so far. */
  int mentions() {
    return mentions.size();
  }

  /** Takes note that stages mentioned since some point are taken with an offset. */
  void needRepeatableStages(int sinceMention) {
    mentions
        .subList(sinceMention, mentions.size())
        .replaceAll(
            mention ->
                mention.reference().type() == ReferredType.PROGRAM_STAGE
                    ? mention.asRepeated()
                    : mention);
  }

  /** Whether the reading was inside a sub-expression already. */
  boolean enterSubExpression() {
    boolean before = insideSubExpression;
    insideSubExpression = true;
    return before;
  }

  /** Whether there was a data element in it. */
  boolean leaveSubExpression() {
    boolean found = elementInSubExpression;
    insideSubExpression = false;
    elementInSubExpression = false;
    return found;
  }

  boolean insideSubExpression() {
    return insideSubExpression;
  }

  void elementInSubExpression() {
    elementInSubExpression = true;
  }

  Analysis analysis(Type needed, @Nullable Term untyped) {
    return new Analysis(dialect, needed, problems, mentions, untyped);
  }
}
