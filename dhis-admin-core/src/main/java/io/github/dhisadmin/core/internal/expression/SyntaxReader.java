package io.github.dhisadmin.core.internal.expression;

import static io.github.dhisadmin.core.internal.expression.ProblemStatus.SYNTAX_ERROR;
import static io.github.dhisadmin.core.internal.expression.ProblemStatus.TOO_DEEP;

import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.LexerATNSimulator;
import org.antlr.v4.runtime.atn.ParserATNSimulator;
import org.antlr.v4.runtime.atn.PredictionContextCache;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.dfa.DFA;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.hisp.dhis.parser.expression.antlr.ExpressionLexer;
import org.hisp.dhis.parser.expression.antlr.ExpressionParser;
import org.hisp.dhis.parser.expression.antlr.ExpressionParser.ExprContext;
import org.jspecify.annotations.Nullable;

/**
 * Turns texts into parse trees by the grammar of DHIS2's own parser. What ANTLR learns about the
 * grammar stays with this object instead of the class, so that it goes when the object goes. Not
 * for several threads.
 */
final class SyntaxReader {
  private static final int MAX_LENGTH = 100_000;

  private final ExpressionLexer lexer = new ExpressionLexer(CharStreams.fromString(""));
  private final ExpressionParser parser = new ExpressionParser(new CommonTokenStream(lexer));
  private final NestingGuard guard = new NestingGuard();

  SyntaxReader() {
    PredictionContextCache contexts = new PredictionContextCache();
    lexer.setInterpreter(
        new LexerATNSimulator(
            lexer, ExpressionLexer._ATN, emptyTables(ExpressionLexer._ATN), contexts));
    parser.setInterpreter(
        new ParserATNSimulator(
            parser, ExpressionParser._ATN, emptyTables(ExpressionParser._ATN), contexts));
    lexer.removeErrorListeners();
    lexer.addErrorListener(new FirstError());
    parser.removeErrorListeners();
    parser.addErrorListener(new FirstError());
  }

  /**
   * Reads an expression to its end.
   *
   * @throws SyntaxException if that cannot be done
   */
  ExprContext read(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new SyntaxException(
          Problem.of(
              TOO_DEEP,
              Position.START,
              "",
              "it has more than " + MAX_LENGTH + " characters, and so was not examined"));
    }
    lexer.setInputStream(CharStreams.fromString(text));
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    tokens.fill();
    guard.check(tokens.getTokens());
    try {
      return parse(tokens);
    } finally {
      // The last text and its tree must not live as long as this object.
      lexer.setInputStream(CharStreams.fromString(""));
      parser.setTokenStream(new CommonTokenStream(lexer));
    }
  }

  /**
   * Tries the quick way of prediction first: what it accepts is right, and what it refuses is read
   * again the exact way, as only that knows whether and where there is an error.
   */
  private ExprContext parse(CommonTokenStream tokens) {
    parser.setTokenStream(tokens);
    parser.setErrorHandler(new BailErrorStrategy());
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    try {
      return parser.expression().expr();
    } catch (ParseCancellationException e) {
      parser.reset();
      parser.setErrorHandler(new DefaultErrorStrategy());
      parser.getInterpreter().setPredictionMode(PredictionMode.LL);
      return parser.expression().expr();
    }
  }

  private static DFA[] emptyTables(ATN atn) {
    DFA[] tables = new DFA[atn.getNumberOfDecisions()];
    for (int decision = 0; decision < tables.length; decision++) {
      tables[decision] = new DFA(atn.getDecisionState(decision), decision);
    }
    return tables;
  }

  /** Gives up at the first error; what ANTLR would find after it are mostly its consequences. */
  private static final class FirstError extends BaseErrorListener {

    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        @Nullable Object symbol,
        int line,
        int column,
        String message,
        @Nullable RecognitionException cause) {
      Position at = new Position(line, column + 1);
      throw new SyntaxException(
          symbol instanceof Token token
              ? unexpected(at, token)
              : Problem.of(
                  SYNTAX_ERROR,
                  at,
                  characterAt(recognizer),
                  "no item or operator begins like that"));
    }

    private static Problem unexpected(Position at, Token token) {
      return token.getType() == Token.EOF || token.getType() == ExpressionLexer.EMPTY
          ? Problem.of(SYNTAX_ERROR, at, "", "something is missing at the end")
          : Problem.of(SYNTAX_ERROR, at, token.getText(), "it is not expected here");
    }

    private static String characterAt(Recognizer<?, ?> recognizer) {
      if (recognizer instanceof Lexer lexer) {
        int index = lexer._tokenStartCharIndex;
        return lexer.getInputStream().getText(Interval.of(index, index));
      }
      return "";
    }
  }
}
