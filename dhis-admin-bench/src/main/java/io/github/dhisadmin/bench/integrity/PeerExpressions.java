package io.github.dhisadmin.bench.integrity;

import static io.github.dhisadmin.bench.integrity.PeerCheck.programmatic;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.hisp.dhis.parser.expression.antlr.ExpressionLexer;
import org.hisp.dhis.parser.expression.antlr.ExpressionParser;
import org.jspecify.annotations.Nullable;

/**
 * The checks of expressions as DHIS2 2.42 runs them: each expression is parsed by itself, and each
 * object that it names is loaded by its uid. Evaluating dummy values is left out, which is in
 * DHIS2's favour.
 */
final class PeerExpressions {
  private static final Pattern ITEM = Pattern.compile("(#|C|R|OUG|A)\\{([^}]+)}");
  private static final Map<String, String> TABLES =
      Map.of("C", "constant", "R", "dataset", "OUG", "orgunitgroup", "A", "trackedentityattribute");

  private PeerExpressions() {}

  static List<PeerCheck> checks() {
    return List.of(
        aggregate("indicators_with_invalid_numerator", "select i.numerator, i.* from indicator i"),
        aggregate(
            "indicators_with_invalid_denominator", "select i.denominator, i.* from indicator i"),
        aggregate("validation_rules_with_invalid_left_side_expression", sides("left")),
        aggregate("validation_rules_with_invalid_right_side_expression", sides("right")),
        programmatic(
            "program_indicators_with_invalid_expressions",
            session ->
                session
                    .read(
                        "select i.expression, i.* from programindicator i"
                            + " where i.expression ~ '\\S'",
                        row -> row.getString(1))
                    .stream()
                    .filter(text -> !isValid(session, text, "programstage", "dataelement"))
                    .count()),
        programmatic(
            "program_indicators_with_invalid_filters",
            session ->
                session
                    .read(
                        "select i.filter, i.* from programindicator i where i.filter ~ '\\S'",
                        row -> row.getString(1))
                    .stream()
                    .filter(
                        text ->
                            !isValid(session, text, "programstage", "dataelement")
                                || text.startsWith("\""))
                    .count()));
  }

  private static String sides(String side) {
    return "select e.expression, r.* from validationrule r join expression e on e.expressionid = r."
        + side
        + "expressionid";
  }

  private static PeerCheck aggregate(String id, String sql) {
    return programmatic(
        id,
        session ->
            session.read(sql, row -> row.getString(1)).stream()
                .filter(text -> !isValid(session, text, "dataelement", "categoryoptioncombo"))
                .count());
  }

  private static boolean isValid(PeerSession session, String text, String first, String second) {
    if (!isWellFormed(text)) {
      return false;
    }
    Matcher items = ITEM.matcher(text);
    boolean valid = true;
    while (items.find()) {
      valid &= exists(session, items.group(1), items.group(2).split("\\.", -1), first, second);
    }
    return valid;
  }

  private static boolean exists(
      PeerSession session, String kind, String[] uids, String first, String second) {
    if (!kind.equals("#")) {
      return session.exists(TABLES.getOrDefault(kind, kind), uids[0]);
    }
    return session.exists(first, uids[0]) && (uids.length == 1 || session.exists(second, uids[1]));
  }

  private static boolean isWellFormed(String text) {
    ExpressionLexer lexer = new ExpressionLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    lexer.addErrorListener(new Refusing());
    ExpressionParser parser = new ExpressionParser(new CommonTokenStream(lexer));
    parser.removeErrorListeners();
    parser.addErrorListener(new Refusing());
    try {
      parser.expression();
      return !text.isBlank();
    } catch (ParseCancellationException e) {
      return false;
    }
  }

  private static final class Refusing extends BaseErrorListener {
    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        @Nullable Object symbol,
        int line,
        int column,
        String message,
        @Nullable RecognitionException cause) {
      throw new ParseCancellationException(message);
    }
  }
}
