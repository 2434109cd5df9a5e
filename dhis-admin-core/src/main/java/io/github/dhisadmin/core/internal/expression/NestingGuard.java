package io.github.dhisadmin.core.internal.expression;

import static io.github.dhisadmin.core.internal.expression.ProblemStatus.TOO_DEEP;
import static org.hisp.dhis.parser.expression.antlr.ExpressionLexer.AMPERSAND_2;
import static org.hisp.dhis.parser.expression.antlr.ExpressionLexer.AND;
import static org.hisp.dhis.parser.expression.antlr.ExpressionLexer.COMMENT;
import static org.hisp.dhis.parser.expression.antlr.ExpressionLexer.DIV;
import static org.hisp.dhis.parser.expression.antlr.ExpressionLexer.EQ;
import static org.hisp.dhis.parser.expression.antlr.ExpressionLexer.EXCLAMATION_POINT;
import static org.hisp.dhis.parser.expression.antlr.ExpressionLexer.GEQ;
import static org.hisp.dhis.parser.expression.antlr.ExpressionLexer.GT;
import static org.hisp.dhis.parser.expression.antlr.ExpressionLexer.LEQ;
import static org.hisp.dhis.parser.expression.antlr.ExpressionLexer.LT;
import static org.hisp.dhis.parser.expression.antlr.ExpressionLexer.MINUS;
import static org.hisp.dhis.parser.expression.antlr.ExpressionLexer.MOD;
import static org.hisp.dhis.parser.expression.antlr.ExpressionLexer.MUL;
import static org.hisp.dhis.parser.expression.antlr.ExpressionLexer.NE;
import static org.hisp.dhis.parser.expression.antlr.ExpressionLexer.NOT;
import static org.hisp.dhis.parser.expression.antlr.ExpressionLexer.OR;
import static org.hisp.dhis.parser.expression.antlr.ExpressionLexer.PLUS;
import static org.hisp.dhis.parser.expression.antlr.ExpressionLexer.POWER;
import static org.hisp.dhis.parser.expression.antlr.ExpressionLexer.VERTICAL_BAR_2;
import static org.hisp.dhis.parser.expression.antlr.ExpressionLexer.WS;

import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.Vocabulary;
import org.hisp.dhis.parser.expression.antlr.ExpressionLexer;

/**
 * Refuses expressions that the parser, which calls itself for each nested part, would need too much
 * stack for. Follows the tokens with a stack of what is open, as the parser will: parentheses and
 * functions until they close, operators until one that binds no tighter, prefixes and comments
 * until their operand ends.
 */
final class NestingGuard {
  private static final int MAX_DEPTH = 300;

  private static final int PARENTHESIS = 0;
  private static final int UNARY = 8;
  private static final int POWERS = 9;
  private static final int BESIDE = 10;

  private static final BitSet OPENING = typesWhoseTextEndsWith("(");
  private static final BitSet CLOSING = typesOf(")");
  private static final BitSet COMMA = typesOf(",");

  private final int[] open = new int[MAX_DEPTH];
  private int depth;

  /**
   * Looks at the tokens of an expression.
   *
   * @throws SyntaxException if they are nested too deeply
   */
  void check(List<Token> tokens) {
    depth = 0;
    boolean operandEnded = false;
    for (Token token : tokens) {
      int type = Math.max(0, token.getType());
      if (type == WS) {
        continue;
      }
      if (type == COMMENT) {
        if (!operandEnded) {
          push(BESIDE, token);
        }
        continue;
      }
      int binding = operandEnded ? bindingOf(type) : PARENTHESIS;
      if (binding != PARENTHESIS) {
        close(binding);
        push(binding, token);
        operandEnded = false;
      } else if (isPrefix(type)) {
        push(UNARY, token);
        operandEnded = false;
      } else if (OPENING.get(type)) {
        push(PARENTHESIS, token);
        operandEnded = false;
      } else if (COMMA.get(type)) {
        close(PARENTHESIS + 1);
        operandEnded = false;
      } else if (CLOSING.get(type)) {
        close(PARENTHESIS + 1);
        depth = Math.max(0, depth - 1);
        operandEnded = true;
      } else {
        operandEnded = true;
      }
    }
  }

  /** What binds at least as tightly as a binary operator that comes is over; powers wait. */
  private void close(int binding) {
    while (depth > 0 && open[depth - 1] >= binding && open[depth - 1] != PARENTHESIS) {
      if (binding == POWERS && open[depth - 1] == POWERS) {
        return;
      }
      depth--;
    }
  }

  private void push(int binding, Token token) {
    if (depth == MAX_DEPTH) {
      throw new SyntaxException(
          Problem.of(
              TOO_DEEP,
              new Position(token.getLine(), token.getCharPositionInLine() + 1),
              token.getText(),
              "it is nested more than " + MAX_DEPTH + " levels deep, and so was not examined"));
    }
    open[depth++] = binding;
  }

  private static boolean isPrefix(int type) {
    return type == PLUS || type == MINUS || type == NOT || type == EXCLAMATION_POINT;
  }

  /** How tightly a binary operator binds; that of a parenthesis if it is none. */
  private static int bindingOf(int type) {
    return switch (type) {
      case OR, VERTICAL_BAR_2 -> 1;
      case AND, AMPERSAND_2 -> 2;
      case EQ, NE -> 3;
      case LT, GT, LEQ, GEQ -> 4;
      case PLUS, MINUS -> 5;
      case MUL, DIV, MOD -> 6;
      case POWER -> POWERS;
      default -> PARENTHESIS;
    };
  }

  private static BitSet typesOf(String text) {
    return types(literal -> literal.equals("'" + text + "'"));
  }

  private static BitSet typesWhoseTextEndsWith(String text) {
    return types(literal -> literal.endsWith(text + "'"));
  }

  private static BitSet types(Predicate<String> wanted) {
    Vocabulary vocabulary = ExpressionLexer.VOCABULARY;
    BitSet types = new BitSet();
    for (int type = 0; type <= vocabulary.getMaxTokenType(); type++) {
      String literal = vocabulary.getLiteralName(type);
      if (literal != null && wanted.test(literal)) {
        types.set(type);
      }
    }
    return types;
  }
}
