package io.github.dhisadmin.core.internal.expression;

import static io.github.dhisadmin.core.internal.expression.ProblemStatus.BAD_ARGUMENT;
import static io.github.dhisadmin.core.internal.expression.ProblemStatus.CYCLIC_REFERENCE;
import static io.github.dhisadmin.core.internal.expression.ProblemStatus.EMPTY;
import static io.github.dhisadmin.core.internal.expression.ProblemStatus.INTERNAL_ERROR;
import static io.github.dhisadmin.core.internal.expression.ProblemStatus.REFERENCE_NOT_FOUND;
import static io.github.dhisadmin.core.internal.expression.ProblemStatus.SUSPICIOUS;
import static io.github.dhisadmin.core.internal.expression.ProblemStatus.TOO_DEEP;

import io.github.dhisadmin.spi.ExpressionKind;
import io.github.dhisadmin.spi.Membership;
import io.github.dhisadmin.spi.Reference;
import io.github.dhisadmin.spi.ReferenceFacts;
import io.github.dhisadmin.spi.ReferredObject;
import io.github.dhisadmin.spi.ReferredType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells everything that is wrong with expressions, in two steps: {@link #analyze} says what an
 * expression refers to, and {@link #judge} what is wrong with it, once those objects are known.
 * Whatever a text holds, neither throws. Keeps what it learns about the grammar, so that the first
 * few expressions take longer than the others; one object is not for several threads.
 */
public final class ExpressionAnalyzer {
  private static final int LONGEST_REMEMBERED = 20;
  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(
          Problem::at, Comparator.comparing(Position::line).thenComparing(Position::column));

  private final SyntaxReader syntax = new SyntaxReader();
  private final Map<Question, Analysis> answers = new HashMap<>();

  private record Question(Dialect dialect, Type needed, boolean mayBeEmpty, String text) {}

  /** Reads an expression. */
  public Analysis analyze(ExpressionKind kind, String text) {
    Question question = new Question(Dialect.of(kind), neededType(kind), mayBeEmpty(kind), text);
    if (text.length() > LONGEST_REMEMBERED) {
      return answer(question);
    }
    Analysis known = answers.get(question);
    if (known == null) {
      known = answer(question);
      answers.put(question, known);
    }
    return known;
  }

  /** The memberships that {@link #judge} needs to know of. */
  public Stream<Membership> memberships(Analysis analysis, @Nullable String programUid) {
    return analysis.mentions().stream()
        .flatMap(mention -> membershipOf(analysis, mention, programUid).stream());
  }

  /** Everything that is wrong with an expression, ordered by place. */
  public List<Problem> judge(Analysis analysis, Surroundings around) {
    ReferenceFacts facts = around.facts();
    List<Problem> problems = new ArrayList<>(analysis.problems());
    Set<Reference> reported = new HashSet<>();
    for (Mention mention : analysis.mentions()) {
      Optional<ReferredObject> object = facts.find(mention.reference());
      if (object.isPresent()) {
        problemOf(analysis, mention, object.get(), around).ifPresent(problems::add);
      } else if (reported.add(mention.reference())) {
        problems.add(notFound(mention));
      }
    }
    analysis.ifUntyped(
        term ->
            problems.addAll(
                new TypeChecker(analysis.dialect(), facts::find).check(term, analysis.needed())));
    problems.sort(BY_PLACE);
    return List.copyOf(problems);
  }

  private Analysis answer(Question question) {
    Findings findings = new Findings(question.dialect());
    Term untyped = null;
    if (question.text().isBlank()) {
      if (!question.mayBeEmpty()) {
        findings.add(EMPTY, Position.START, "", "the expression is empty");
      }
      return findings.analysis(question.needed(), null);
    }
    try {
      Term root = new TreeReader(syntax, findings).read(syntax.read(question.text()));
      if (root.dependsOnObjects()) {
        untyped = root;
      } else {
        new TypeChecker(question.dialect(), reference -> Optional.empty())
            .check(root, question.needed())
            .forEach(findings::add);
      }
    } catch (SyntaxException e) {
      findings.add(e.problem());
    } catch (StackOverflowError e) {
      // The guard against deep nesting counts on a stack of half a megabyte; a host may give less.
      findings.add(TOO_DEEP, Position.START, "", "it is nested too deeply to be examined");
    } catch (RuntimeException e) {
      // One expression that the library fails on must not cost the result for all others.
      findings.add(
          INTERNAL_ERROR,
          Position.START,
          "",
          "it could not be examined: " + e.getClass().getSimpleName());
    }
    return findings.analysis(question.needed(), untyped);
  }

  private static Optional<Problem> problemOf(
      Analysis analysis, Mention mention, ReferredObject object, Surroundings around) {
    Reference reference = mention.reference();
    if (reference.type() == ReferredType.INDICATOR && around.cycle().contains(reference.uid())) {
      return Optional.of(
          problem(CYCLIC_REFERENCE, mention, "by this indicator it becomes a part of itself"));
    }
    if (mention.repeated() && !object.repeatable()) {
      return Optional.of(
          problem(
              BAD_ARGUMENT,
              mention,
              "program stage " + reference.uid() + " cannot be repeated, so there is no offset"));
    }
    String program = around.programUidOrNull();
    if (program != null && isStageOfOtherProgram(object, program)) {
      return Optional.of(
          problem(
              SUSPICIOUS,
              mention,
              "program stage " + reference.uid() + " belongs to another program"));
    }
    return membershipOf(analysis, mention, program)
        .filter(membership -> mention.membershipOrNull() == null || exists(membership, around))
        .filter(membership -> !around.facts().holds(membership))
        .map(membership -> problem(SUSPICIOUS, mention, describe(membership)));
  }

  private static boolean isStageOfOtherProgram(ReferredObject object, String program) {
    return object.reference().type() == ReferredType.PROGRAM_STAGE
        && !object.programUid().equals(Optional.of(program));
  }

  /** Where the whole is missing, that is what is wrong, and nothing is to be said of its parts. */
  private static boolean exists(Membership membership, Surroundings around) {
    return around.facts().find(ownerOf(membership)).isPresent();
  }

  /** What a mentioned object should be part of: what the item says, or the owner's program. */
  private static Optional<Membership> membershipOf(
      Analysis analysis, Mention mention, @Nullable String programUid) {
    if (mention.membershipOrNull() != null) {
      return Optional.of(mention.membershipOrNull());
    }
    if (programUid != null
        && analysis.dialect() == Dialect.PROGRAM_INDICATOR
        && mention.reference().type() == ReferredType.TRACKED_ENTITY_ATTRIBUTE) {
      return Optional.of(
          new Membership(
              Membership.Kind.ATTRIBUTE_OF_PROGRAM, programUid, mention.reference().uid()));
    }
    return Optional.empty();
  }

  private static Reference ownerOf(Membership membership) {
    return new Reference(
        switch (membership.kind()) {
          case OPTION_COMBO_OF_DATA_ELEMENT -> ReferredType.DATA_ELEMENT;
          case DATA_ELEMENT_OF_STAGE -> ReferredType.PROGRAM_STAGE;
          case DATA_ELEMENT_OF_PROGRAM, ATTRIBUTE_OF_PROGRAM -> ReferredType.PROGRAM;
        },
        membership.owner());
  }

  private static String describe(Membership membership) {
    String member = membership.member();
    String owner = membership.owner();
    return switch (membership.kind()) {
      case OPTION_COMBO_OF_DATA_ELEMENT ->
          "category option combo " + member + " is none of data element " + owner;
      case DATA_ELEMENT_OF_STAGE -> "data element " + member + " is not in program stage " + owner;
      case DATA_ELEMENT_OF_PROGRAM ->
          "data element " + member + " is in no stage of program " + owner;
      case ATTRIBUTE_OF_PROGRAM ->
          "tracked entity attribute " + member + " is not in program " + owner;
    };
  }

  private static Problem notFound(Mention mention) {
    return problem(
        REFERENCE_NOT_FOUND,
        mention,
        mention.reference().type().label() + " " + mention.reference().uid() + " does not exist");
  }

  private static Problem problem(ProblemStatus status, Mention mention, String message) {
    return new Problem(status, mention.at(), mention.token(), message, mention.reference());
  }

  private static Type neededType(ExpressionKind kind) {
    return kind == ExpressionKind.PROGRAM_INDICATOR_FILTER ? Type.BOOLEAN : Type.NUMBER;
  }

  /** An indicator without expression is another check's; one without filter counts everything. */
  private static boolean mayBeEmpty(ExpressionKind kind) {
    return Dialect.of(kind) == Dialect.PROGRAM_INDICATOR;
  }
}
