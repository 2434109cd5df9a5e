package io.github.dhisadmin.core.internal.integrity.expression;

import io.github.dhisadmin.core.internal.expression.Problem;
import io.github.dhisadmin.core.internal.expression.ProblemStatus;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.ObjectReference;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.spi.Reference;
import java.util.List;

/** Puts the problems of an owner's expressions into one issue. */
final class ProblemIssues {
  private ProblemIssues() {}

  /** The first problem as comment, and how many more there are; the objects of all of them. */
  static IntegrityIssue issue(Severity severity, String uid, String name, List<Problem> problems) {
    String more = problems.size() == 1 ? "" : " (+" + (problems.size() - 1) + " more)";
    String comment = problems.get(0).describe() + more;
    List<ObjectReference> refs =
        problems.stream()
            .flatMap(problem -> problem.reference().map(ref -> ref(problem, ref)).stream())
            .distinct()
            .toList();
    return new IntegrityIssue(severity, uid, name, comment, refs);
  }

  private static ObjectReference ref(Problem problem, Reference reference) {
    return new ObjectReference(
        reference.type().apiName(),
        reference.uid(),
        problem.status() == ProblemStatus.REFERENCE_NOT_FOUND
            ? "does not exist"
            : problem.message());
  }
}
