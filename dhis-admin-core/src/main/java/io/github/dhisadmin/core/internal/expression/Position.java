package io.github.dhisadmin.core.internal.expression;

/**
 * A place in an expression.
 *
 * @param line counted from 1
 * @param column counted from 1
 */
public record Position(int line, int column) {
  static final Position START = new Position(1, 1);

  /** The place in the outer text of a place in a text that begins here. */
  Position plus(Position inner) {
    return inner.line == 1
        ? new Position(line, column + inner.column - 1)
        : new Position(line + inner.line - 1, inner.column);
  }
}
