package io.github.dhisadmin.core.internal.expression;

import static io.github.dhisadmin.core.internal.expression.ProblemStatus.BAD_ARGUMENT;
import static io.github.dhisadmin.core.internal.expression.ProblemStatus.ITEM_NOT_ALLOWED;
import static io.github.dhisadmin.core.internal.expression.ProblemStatus.TOO_DEEP;

import io.github.dhisadmin.core.internal.expression.Term.Operation;
import io.github.dhisadmin.spi.ReferredType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.hisp.dhis.parser.expression.antlr.ExpressionParser;
import org.hisp.dhis.parser.expression.antlr.ExpressionParser.ExprContext;
import org.hisp.dhis.parser.expression.antlr.ExpressionParser.StringLiteralContext;
import org.jspecify.annotations.Nullable;

/**
 * Walks the whole parse tree of one expression and notes every item in it, legal or not; makes
 * terms whose types can be told once the objects are known. Nothing is evaluated, so that no value
 * can hide a part of the tree, as 0/0 does in DHIS2.
 */
final class TreeReader {
  private static final int MAX_TEXTS_IN_TEXTS = 3;

  private final SyntaxReader syntax;
  private final Findings findings;
  private final ItemReader items;
  private final Position start;
  private final int level;

  /** Reads an expression that is no part of another. */
  TreeReader(SyntaxReader syntax, Findings findings) {
    this(syntax, findings, Position.START, 0);
  }

  private TreeReader(SyntaxReader syntax, Findings findings, Position start, int level) {
    this.syntax = syntax;
    this.findings = findings;
    this.items = new ItemReader(findings, start);
    this.start = start;
    this.level = level;
  }

  /**
   * Reads a tree. Goes down the left side in a loop, as the chains of operators that it consists of
   * may be as long as the expression.
   */
  Term read(ExprContext root) {
    int firstMention = findings.mentions();
    Deque<ExprContext> above = new ArrayDeque<>();
    ExprContext ctx = root;
    for (ExprContext below = leftOf(ctx); below != null; below = leftOf(ctx)) {
      if (ctx.it != null) {
        above.push(ctx);
      }
      ctx = below;
    }
    Term term = primary(ctx);
    while (!above.isEmpty()) {
      ExprContext outer = above.pop();
      Operation operation = operationOf(outer.it.getType());
      if (operation == Operation.UNKNOWN) {
        modifier(outer, firstMention);
      } else {
        term = chain(operation, term, read(rightOf(outer)));
      }
    }
    return term;
  }

  /** What an operator or modifier follows, or what blanks and comments surround. */
  private static @Nullable ExprContext leftOf(ExprContext ctx) {
    if (ctx.it == null) {
      return ctx.getRuleContext(ExprContext.class, 0);
    }
    return ctx.getChild(0) instanceof ExprContext left ? left : null;
  }

  private static ExprContext rightOf(ExprContext ctx) {
    return (ExprContext) ctx.getChild(ctx.getChildCount() - 1);
  }

  private static Operation operationOf(int operator) {
    return switch (operator) {
      case ExpressionParser.POWER,
          ExpressionParser.MUL,
          ExpressionParser.DIV,
          ExpressionParser.MOD,
          ExpressionParser.PLUS,
          ExpressionParser.MINUS ->
          Operation.NUMBERS;
      case ExpressionParser.LT,
          ExpressionParser.GT,
          ExpressionParser.LEQ,
          ExpressionParser.GEQ,
          ExpressionParser.EQ,
          ExpressionParser.NE ->
          Operation.COMPARISON;
      case ExpressionParser.AND,
          ExpressionParser.AMPERSAND_2,
          ExpressionParser.OR,
          ExpressionParser.VERTICAL_BAR_2 ->
          Operation.LOGIC;
      default -> Operation.UNKNOWN;
    };
  }

  /** Makes chains of one kind of operator flat, so that terms are never deeper than the nesting. */
  private static Term chain(Operation operation, Term left, Term right) {
    if (left.operation() == operation) {
      left.arguments().add(right);
      return left;
    }
    List<Term> arguments = new ArrayList<>();
    arguments.add(left);
    arguments.add(right);
    return Term.of(operation, left.at(), left.token(), arguments);
  }

  private Term primary(ExprContext ctx) {
    Position at = at(ctx.getStart());
    Token it = ctx.it;
    if (it == null) {
      return literal(ctx, at);
    }
    return switch (it.getType()) {
      case ExpressionParser.PAREN -> read(ctx.expr(0));
      case ExpressionParser.PLUS, ExpressionParser.MINUS ->
          wrap(Operation.NUMBERS, at, it.getText(), read(ctx.expr(0)));
      case ExpressionParser.NOT, ExpressionParser.EXCLAMATION_POINT ->
          wrap(Operation.LOGIC, at, it.getText(), read(ctx.expr(0)));
      case ExpressionParser.NULL -> Term.leaf(at, it.getText(), Type.NULL);
      default -> items.read(ctx).orElseGet(() -> function(ctx, at));
    };
  }

  private static Term wrap(Operation operation, Position at, String token, Term argument) {
    List<Term> arguments = new ArrayList<>();
    arguments.add(argument);
    return Term.of(operation, at, token, arguments);
  }

  private static Term literal(ExprContext ctx, Position at) {
    String text = ctx.getStart().getText();
    if (ctx.numericLiteral() != null) {
      return Term.leaf(at, text, Type.ofNumber(text));
    }
    if (ctx.stringLiteral() != null) {
      return Term.leaf(at, text, Type.ofText(text.substring(1, text.length() - 1)));
    }
    return Term.leaf(at, text, ctx.booleanLiteral() == null ? Type.NULL : Type.BOOLEAN);
  }

  private Term function(ExprContext ctx, Position at) {
    String name = ctx.it.getText().replace("(", "");
    Optional<FunctionRule> rule =
        FunctionRule.of(ctx.it.getType()).filter(found -> found.allowedIn(findings.dialect()));
    if (rule.isEmpty()) {
      findings.add(
          ITEM_NOT_ALLOWED,
          at,
          name,
          "this function cannot be used in " + findings.dialect().label());
      ctx.expr().forEach(this::read);
      return Term.of(Operation.UNKNOWN, at, name, new ArrayList<>());
    }
    List<Term> arguments = new ArrayList<>();
    switch (ctx.it.getType()) {
      case ExpressionParser.D2_CONDITION -> arguments.add(nested(ctx.stringLiteral(), ""));
      case ExpressionParser.D2_COUNT,
          ExpressionParser.D2_COUNT_IF_VALUE,
          ExpressionParser.D2_HAS_VALUE,
          ExpressionParser.D2_MAX_VALUE,
          ExpressionParser.D2_MIN_VALUE ->
          arguments.add(items.argument(ctx, name));
      case ExpressionParser.D2_COUNT_IF_CONDITION -> {
        arguments.add(items.argument(ctx, name));
        arguments.add(nested(ctx.stringLiteral(), "0"));
      }
      case ExpressionParser.D2_RELATIONSHIP_COUNT -> relationshipType(ctx.QUOTED_UID());
      case ExpressionParser.ORGUNIT_ANCESTOR -> uids(ctx.UID(), ReferredType.ORGANISATION_UNIT);
      case ExpressionParser.ORGUNIT_DATASET -> uids(ctx.UID(), ReferredType.DATA_SET);
      case ExpressionParser.ORGUNIT_GROUP -> uids(ctx.UID(), ReferredType.ORGANISATION_UNIT_GROUP);
      case ExpressionParser.ORGUNIT_PROGRAM -> uids(ctx.UID(), ReferredType.PROGRAM);
      default -> {}
    }
    if (ctx.it.getType() == ExpressionParser.SUB_EXPRESSION) {
      arguments.add(subExpression(ctx, at, name));
    } else {
      ctx.expr().forEach(argument -> arguments.add(read(argument)));
    }
    return Term.of(rule.get().operation(), at, name, arguments);
  }

  private Term subExpression(ExprContext ctx, Position at, String name) {
    boolean inside = findings.enterSubExpression();
    if (inside) {
      findings.add(BAD_ARGUMENT, at, name, "it cannot stand inside another subExpression");
    }
    Term argument = read(ctx.expr(0));
    if (!inside && !findings.leaveSubExpression()) {
      findings.add(BAD_ARGUMENT, at, name, "there is no data element in it");
    }
    return argument;
  }

  private void relationshipType(@Nullable TerminalNode quoted) {
    if (quoted != null) {
      String text = quoted.getText();
      findings.mention(
          ReferredType.RELATIONSHIP_TYPE,
          text.substring(1, text.length() - 1),
          at(quoted.getSymbol()),
          text);
    }
  }

  private void uids(List<TerminalNode> nodes, ReferredType type) {
    for (TerminalNode node : nodes) {
      findings.mention(type, node.getText(), at(node.getSymbol()), node.getText());
    }
  }

  /** Reads a condition that stands in a text, after what the function puts before it. */
  private Term nested(StringLiteralContext literal, String prefix) {
    Token token = literal.getStart();
    Position at = at(token);
    String quoted = token.getText();
    if (level == MAX_TEXTS_IN_TEXTS) {
      findings.add(TOO_DEEP, at, quoted, "there are too many conditions in conditions");
      return Term.leaf(at, quoted, Type.UNKNOWN);
    }
    String text = prefix + StringEscapes.resolve(quoted.substring(1, quoted.length() - 1));
    Position first = new Position(at.line(), at.column() + 1 - prefix.length());
    try {
      return new TreeReader(syntax, findings, first, level + 1).read(syntax.read(text));
    } catch (SyntaxException e) {
      Problem problem = e.problem();
      findings.add(problem.status(), first.plus(problem.at()), problem.token(), problem.message());
      return Term.leaf(at, quoted, Type.UNKNOWN);
    }
  }

  private void modifier(ExprContext ctx, int firstMention) {
    Token it = ctx.it;
    String name = it.getText().replace(".", "").replace("(", "").replace(")", "");
    boolean ofStages = it.getType() == ExpressionParser.STAGE_OFFSET;
    Dialect home = ofStages ? Dialect.PROGRAM_INDICATOR : Dialect.INDICATOR;
    if (findings.dialect() != home) {
      findings.add(
          ITEM_NOT_ALLOWED,
          at(it),
          name,
          "this function cannot be used in " + findings.dialect().label());
      return;
    }
    switch (it.getType()) {
      case ExpressionParser.AGGREGATION_TYPE ->
          Modifiers.aggregationType(ctx.aggregationType, this::bad);
      case ExpressionParser.MIN_DATE -> Modifiers.date(ctx.minDate, this::bad);
      case ExpressionParser.MAX_DATE -> Modifiers.date(ctx.maxDate, this::bad);
      case ExpressionParser.PERIOD_OFFSET -> Modifiers.offset(ctx.period, this::bad);
      case ExpressionParser.STAGE_OFFSET -> {
        Modifiers.offset(ctx.stage, this::bad);
        findings.needRepeatableStages(firstMention);
      }
      default -> {}
    }
  }

  private void bad(Token token, String message) {
    findings.add(BAD_ARGUMENT, at(token), token.getText(), message);
  }

  private Position at(Token token) {
    return start.plus(new Position(token.getLine(), token.getCharPositionInLine() + 1));
  }
}
