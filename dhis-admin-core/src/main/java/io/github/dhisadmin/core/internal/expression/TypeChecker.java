package io.github.dhisadmin.core.internal.expression;

import static io.github.dhisadmin.core.internal.expression.ProblemStatus.TYPE_MISMATCH;

import io.github.dhisadmin.spi.Reference;
import io.github.dhisadmin.spi.ReferredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells the types of terms, and where one is not what is needed. Every term is looked at, whatever
 * its neighbours are.
 */
final class TypeChecker {
  private final Dialect dialect;
  private final Function<Reference, Optional<ReferredObject>> objects;
  private final List<Problem> problems = new ArrayList<>();

  TypeChecker(Dialect dialect, Function<Reference, Optional<ReferredObject>> objects) {
    this.dialect = dialect;
    this.objects = objects;
  }

  /** What does not fit in an expression whose value should be of some type. */
  List<Problem> check(Term root, Type needed) {
    need(needed, root);
    return problems;
  }

  private Type typeOf(Term term) {
    List<Term> arguments = term.arguments();
    return switch (term.operation()) {
      case LEAF -> leaf(term);
      case NUMBERS -> all(Type.NUMBER, arguments, Type.NUMBER);
      case LOGIC -> all(Type.BOOLEAN, arguments, Type.BOOLEAN);
      case DURATION -> all(Type.DATE, arguments, Type.NUMBER);
      case COMPARISON -> comparison(arguments);
      case MEMBERSHIP -> membership(arguments);
      case CHOICE -> choice(arguments);
      case FIRST -> first(arguments);
      case TEST -> visited(arguments, Type.BOOLEAN);
      case COUNT -> visited(arguments, Type.NUMBER);
      case AGGREGATE -> aggregate(arguments);
      case EXTREME -> typeOf(arguments.get(0)) == Type.DATE ? Type.DATE : Type.NUMBER;
      case COUNT_OF_VALUE -> countOfValue(arguments);
      case COUNT_OF_CONDITION -> countOfCondition(arguments);
      case UNKNOWN -> Type.UNKNOWN;
    };
  }

  private Type leaf(Term term) {
    Reference object = term.valueOfOrNull();
    if (object == null) {
      return term.type();
    }
    return objects
        .apply(object)
        .flatMap(ReferredObject::valueType)
        .map(dialect::typeOf)
        .orElse(Type.UNKNOWN);
  }

  private Type all(Type needed, List<Term> arguments, Type result) {
    arguments.forEach(argument -> need(needed, argument));
    return result;
  }

  private Type visited(List<Term> arguments, Type result) {
    arguments.forEach(this::typeOf);
    return result;
  }

  private Type comparison(List<Term> arguments) {
    Type left = typeOf(arguments.get(0));
    for (Term right : arguments.subList(1, arguments.size())) {
      compare(left, right);
      left = Type.BOOLEAN;
    }
    return Type.BOOLEAN;
  }

  private Type membership(List<Term> arguments) {
    Type one = typeOf(arguments.get(0));
    arguments.subList(1, arguments.size()).forEach(other -> compare(one, other));
    return Type.BOOLEAN;
  }

  private void compare(Type left, Term right) {
    Type type = typeOf(right);
    if (!left.isComparableTo(type)) {
      mismatch(right, type.label() + " cannot be compared with " + left.label());
    }
  }

  private Type choice(List<Term> arguments) {
    need(Type.BOOLEAN, arguments.get(0));
    Type one = typeOf(arguments.get(1));
    Type other = typeOf(arguments.get(2));
    if (one == Type.NULL || one == Type.UNKNOWN) {
      return other;
    }
    if (!other.canBe(one) && !(one == Type.DATE && other.isText())) {
      mismatch(
          arguments.get(2),
          "both values of a choice must be of one type, but this is "
              + other.label()
              + " and the other is "
              + one.label());
    }
    return one;
  }

  private Type first(List<Term> arguments) {
    Type found = Type.NULL;
    for (Term argument : arguments) {
      Type type = typeOf(argument);
      found = found == Type.NULL ? type : found;
    }
    return found;
  }

  private Type aggregate(List<Term> arguments) {
    for (Term argument : arguments) {
      Type type = typeOf(argument);
      if (!type.canBe(Type.NUMBER) && type != Type.BOOLEAN) {
        needed(Type.NUMBER, argument, type);
      }
    }
    return Type.NUMBER;
  }

  private Type countOfValue(List<Term> arguments) {
    Type item = typeOf(arguments.get(0));
    if (item == Type.NULL || item == Type.UNKNOWN) {
      typeOf(arguments.get(1));
    } else {
      need(item, arguments.get(1));
    }
    return Type.NUMBER;
  }

  private Type countOfCondition(List<Term> arguments) {
    need(Type.NUMBER, arguments.get(0));
    need(Type.BOOLEAN, arguments.get(1));
    return Type.NUMBER;
  }

  private void need(Type needed, Term term) {
    Type type = typeOf(term);
    if (!type.canBe(needed)) {
      needed(needed, term, type);
    }
  }

  private void needed(Type needed, Term term, Type found) {
    mismatch(term, needed.label() + " is needed here, but this is " + found.label());
  }

  private void mismatch(Term term, String message) {
    problems.add(Problem.of(TYPE_MISMATCH, term.at(), term.token(), message));
  }
}
