package io.github.dhisadmin.core.internal.expression;

/** What can be wrong with an expression. */
public enum ProblemStatus {
  /** There is none. */
  EMPTY,
  /** It cannot be read. */
  SYNTAX_ERROR,
  /** Something that this kind of expression cannot contain. */
  ITEM_NOT_ALLOWED,
  /** An item with too few or too many uids for this kind of expression. */
  WRONG_ARITY,
  /** An object that does not exist. */
  REFERENCE_NOT_FOUND,
  /** A value of one type where another is needed. */
  TYPE_MISMATCH,
  /** An argument that its function cannot take. */
  BAD_ARGUMENT,
  /** An indicator that is, directly or not, part of itself. */
  CYCLIC_REFERENCE,
  /** It is too long or too deeply nested to be read. */
  TOO_DEEP,
  /** It could not be examined, which is a fault of the library. */
  INTERNAL_ERROR,
  /** Objects that exist, and do not belong together; nothing is invalid. */
  SUSPICIOUS;

  /** Whether DHIS2 cannot use an expression with such a problem. */
  public boolean isInvalid() {
    return this != SUSPICIOUS;
  }
}
