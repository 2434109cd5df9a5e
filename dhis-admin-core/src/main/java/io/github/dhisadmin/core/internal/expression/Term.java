package io.github.dhisadmin.core.internal.expression;

import io.github.dhisadmin.spi.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of an expression, with what is needed to tell its type and nothing else: parentheses,
 * modifiers and comments are gone, and chains of operators of one kind are one term.
 *
 * @param operation what it does with its arguments
 * @param at where it stands
 * @param token what stands there
 * @param type its type if the operation is {@link Operation#LEAF}; otherwise meaningless
 * @param valueOfOrNull the object whose value type decides the type instead; null if none
 * @param arguments what it works on
 */
record Term(
    Operation operation,
    Position at,
    String token,
    Type type,
    @Nullable Reference valueOfOrNull,
    List<Term> arguments) {

  /** What a term does. */
  enum Operation {
    /** Nothing: a literal or an item. */
    LEAF,
    /** Arithmetic and functions of numbers. */
    NUMBERS,
    /** And, or, not. */
    LOGIC,
    /** Comparisons, from left to right. */
    COMPARISON,
    /** The first argument, which is or is not one of the others. */
    MEMBERSHIP,
    /** One of two values by a condition. */
    CHOICE,
    /** The first value that is there. */
    FIRST,
    /** Something about any values that is true or false. */
    TEST,
    /** A number made of any values. */
    COUNT,
    /** A number made of numbers or truth values. */
    AGGREGATE,
    /** The time between dates. */
    DURATION,
    /** The smallest or largest value of an item: a date or a number. */
    EXTREME,
    /** How often an item has a value. */
    COUNT_OF_VALUE,
    /** How often the value of a numeric item meets a condition. */
    COUNT_OF_CONDITION,
    /** Something that may not stand here, or could not be read. */
    UNKNOWN
  }

  static Term leaf(Position at, String token, Type type) {
    return new Term(Operation.LEAF, at, token, type, null, List.of());
  }

  static Term valueOf(Position at, String token, Reference object) {
    return new Term(Operation.LEAF, at, token, Type.UNKNOWN, object, List.of());
  }

  static Term of(Operation operation, Position at, String token, List<Term> arguments) {
    return new Term(operation, at, token, Type.UNKNOWN, null, arguments);
  }

  /** Whether the type of any part depends on the value type of an object. */
  boolean dependsOnObjects() {
    return valueOfOrNull != null || arguments.stream().anyMatch(Term::dependsOnObjects);
  }
}
