package io.github.dhisadmin.core.internal.expression;

import static io.github.dhisadmin.core.internal.expression.Dialect.INDICATOR;
import static io.github.dhisadmin.core.internal.expression.Dialect.PROGRAM_INDICATOR;
import static io.github.dhisadmin.core.internal.expression.ProblemStatus.BAD_ARGUMENT;
import static io.github.dhisadmin.core.internal.expression.ProblemStatus.ITEM_NOT_ALLOWED;
import static io.github.dhisadmin.core.internal.expression.ProblemStatus.WRONG_ARITY;

import io.github.dhisadmin.core.internal.expression.Term.Operation;
import io.github.dhisadmin.spi.Membership;
import io.github.dhisadmin.spi.Reference;
import io.github.dhisadmin.spi.ReferredType;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import org.hisp.dhis.parser.expression.antlr.ExpressionParser;
import org.hisp.dhis.parser.expression.antlr.ExpressionParser.ExprContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads the items of an expression: which objects they name, whether this kind of expression may
 * have them, and what their values are, as the item maps of DHIS2 2.42 have it.
 */
final class ItemReader {
  private static final String OF_PROGRAM_RULES = "it names a variable of program rules";

  private final Findings findings;
  private final Dialect dialect;
  private final Position start;

  ItemReader(Findings findings, Position start) {
    this.findings = findings;
    this.dialect = findings.dialect();
    this.start = start;
  }

  /** Reads an item; empty if this is none. */
  Optional<Term> read(ExprContext ctx) {
    Item item = new Item(at(ctx.getStart()), text(ctx.getStart(), ctx.getStop()));
    return switch (ctx.it.getType()) {
      case ExpressionParser.HASH_BRACE -> Optional.of(dataElement(item, ctx));
      case ExpressionParser.A_BRACE -> Optional.of(attribute(item, ctx));
      case ExpressionParser.D_BRACE -> Optional.of(programDataElement(item, ctx));
      case ExpressionParser.C_BRACE ->
          Optional.of(number(item, ReferredType.CONSTANT, ctx.uid0, true));
      case ExpressionParser.I_BRACE ->
          Optional.of(number(item, ReferredType.PROGRAM_INDICATOR, ctx.uid0, isAggregate()));
      case ExpressionParser.N_BRACE ->
          Optional.of(number(item, ReferredType.INDICATOR, ctx.uid0, dialect == INDICATOR));
      case ExpressionParser.R_BRACE ->
          Optional.of(number(item, ReferredType.DATA_SET, ctx.uid0, isAggregate()));
      case ExpressionParser.OUG_BRACE ->
          Optional.of(number(item, ReferredType.ORGANISATION_UNIT_GROUP, ctx.uid0, isAggregate()));
      case ExpressionParser.DAYS -> Optional.of(number(item, isAggregate()));
      case ExpressionParser.PERIOD_IN_YEAR, ExpressionParser.YEARLY_PERIOD_COUNT ->
          Optional.of(number(item, dialect == INDICATOR));
      case ExpressionParser.PS_EVENTDATE -> Optional.of(eventDate(item, ctx.uid0));
      case ExpressionParser.V_BRACE -> Optional.of(variable(item, ctx));
      default -> Optional.empty();
    };
  }

  /** Reads the item that some functions of program indicators take as their first argument. */
  Term argument(ExprContext ctx, String function) {
    Item item = new Item(at(ctx.getStart()), function);
    if (ctx.uid0 != null && ctx.uid1 != null) {
      return stageDataElement(item, ctx.uid0, ctx.uid1);
    }
    if (ctx.psEventDate != null) {
      return eventDate(item, ctx.uid0);
    }
    if (ctx.programVariable() != null) {
      return variable(item, ctx);
    }
    if (ctx.A_BRACE() != null && ctx.uid0 != null) {
      return attribute(item, ctx);
    }
    return refused(ITEM_NOT_ALLOWED, item, OF_PROGRAM_RULES);
  }

  private Term dataElement(Item item, ExprContext ctx) {
    if (ctx.uid0 == null) {
      return refused(ITEM_NOT_ALLOWED, item, OF_PROGRAM_RULES);
    }
    if (dialect == PROGRAM_INDICATOR) {
      boolean plain = ctx.wild1 == null && ctx.wild2 == null && ctx.uid2 == null;
      return plain && isUid(ctx.uid0) && isUid(ctx.uid1)
          ? stageDataElement(item, ctx.uid0, ctx.uid1)
          : refused(WRONG_ARITY, item, "it must be #{program stage.data element} here");
    }
    findings.elementInSubExpression();
    tagged(item, ctx.uid2);
    if (!isUid(ctx.uid0)) {
      tagged(item, ctx.uid0);
      combination(item, ctx.uid1, null);
      return Term.leaf(item.at, item.token, Type.NUMBER);
    }
    Reference element = mention(item, ReferredType.DATA_ELEMENT, ctx.uid0.getText(), null);
    combination(item, ctx.uid1, element.uid());
    return value(item, element);
  }

  /** The option combination or the tags after the data element. */
  private void combination(Item item, @Nullable Token uid, @Nullable String element) {
    if (uid != null && isUid(uid)) {
      mention(
          item,
          ReferredType.CATEGORY_OPTION_COMBO,
          uid.getText(),
          element == null
              ? null
              : new Membership(
                  Membership.Kind.OPTION_COMBO_OF_DATA_ELEMENT, element, uid.getText()));
    } else {
      tagged(item, uid);
    }
  }

  /** Objects named after a tag such as {@code coGroup:}, or an attribute option combination. */
  private void tagged(Item item, @Nullable Token token) {
    if (token == null) {
      return;
    }
    String text = token.getText();
    int colon = text.indexOf(':');
    ReferredType type =
        switch (text.substring(0, colon + 1)) {
          case "deGroup:" -> ReferredType.DATA_ELEMENT_GROUP;
          case "coGroup:" -> ReferredType.CATEGORY_OPTION_GROUP;
          case "co:" -> ReferredType.CATEGORY_OPTION;
          default -> ReferredType.CATEGORY_OPTION_COMBO;
        };
    for (String uid : text.substring(colon + 1).split("&", -1)) {
      mention(item, type, uid, null);
    }
  }

  private Term stageDataElement(Item item, Token stage, Token element) {
    mention(item, ReferredType.PROGRAM_STAGE, stage.getText(), null);
    return value(
        item,
        mention(
            item,
            ReferredType.DATA_ELEMENT,
            element.getText(),
            new Membership(
                Membership.Kind.DATA_ELEMENT_OF_STAGE, stage.getText(), element.getText())));
  }

  private Term attribute(Item item, ExprContext ctx) {
    if (ctx.uid0 == null) {
      return refused(ITEM_NOT_ALLOWED, item, OF_PROGRAM_RULES);
    }
    if (dialect == PROGRAM_INDICATOR) {
      return ctx.uid1 == null
          ? value(
              item, mention(item, ReferredType.TRACKED_ENTITY_ATTRIBUTE, ctx.uid0.getText(), null))
          : refused(WRONG_ARITY, item, "it must be A{attribute} here");
    }
    if (ctx.uid1 == null) {
      return refused(WRONG_ARITY, item, "it must be A{program.attribute} here");
    }
    return ofProgram(
        item, ctx, ReferredType.TRACKED_ENTITY_ATTRIBUTE, Membership.Kind.ATTRIBUTE_OF_PROGRAM);
  }

  private Term programDataElement(Item item, ExprContext ctx) {
    return isAggregate()
        ? ofProgram(item, ctx, ReferredType.DATA_ELEMENT, Membership.Kind.DATA_ELEMENT_OF_PROGRAM)
        : notAllowed(item);
  }

  private Term ofProgram(Item item, ExprContext ctx, ReferredType type, Membership.Kind kind) {
    if (findings.insideSubExpression()) {
      return outsideOfSubExpression(item);
    }
    String program = ctx.uid0.getText();
    String part = ctx.uid1.getText();
    mention(item, ReferredType.PROGRAM, program, null);
    return value(item, mention(item, type, part, new Membership(kind, program, part)));
  }

  private Term number(Item item, ReferredType type, Token uid, boolean allowed) {
    if (allowed) {
      mention(item, type, uid.getText(), null);
    }
    return number(item, allowed);
  }

  private Term number(Item item, boolean allowed) {
    if (!allowed) {
      return notAllowed(item);
    }
    return findings.insideSubExpression()
        ? outsideOfSubExpression(item)
        : Term.leaf(item.at, item.token, Type.NUMBER);
  }

  private Term eventDate(Item item, Token stage) {
    if (dialect != PROGRAM_INDICATOR) {
      return notAllowed(item);
    }
    mention(item, ReferredType.PROGRAM_STAGE, stage.getText(), null);
    return Term.leaf(item.at, item.token, Type.DATE);
  }

  private Term variable(Item item, ExprContext ctx) {
    if (dialect != PROGRAM_INDICATOR) {
      return notAllowed(item);
    }
    return ProgramVariables.typeOf(ctx.programVariable().getText())
        .map(type -> Term.leaf(item.at, item.token, type))
        .orElseGet(() -> refused(ITEM_NOT_ALLOWED, item, OF_PROGRAM_RULES));
  }

  /** In indicators all values count as numbers, unless they are looked at before aggregation. */
  private Term value(Item item, Reference object) {
    return dialect == INDICATOR && !findings.insideSubExpression()
        ? Term.leaf(item.at, item.token, Type.NUMBER)
        : Term.valueOf(item.at, item.token, object);
  }

  private Reference mention(
      Item item, ReferredType type, String uid, @Nullable Membership membership) {
    return findings.mention(type, uid, item.at, item.token, membership);
  }

  private Term notAllowed(Item item) {
    return refused(ITEM_NOT_ALLOWED, item, "it cannot be used in " + dialect.label());
  }

  private Term outsideOfSubExpression(Item item) {
    return refused(BAD_ARGUMENT, item, "only data elements can stand inside subExpression");
  }

  private Term refused(ProblemStatus status, Item item, String message) {
    findings.add(status, item.at, item.token, message);
    return Term.of(Operation.UNKNOWN, item.at, item.token, List.of());
  }

  private boolean isAggregate() {
    return dialect != PROGRAM_INDICATOR;
  }

  private static boolean isUid(@Nullable Token token) {
    return token != null && token.getType() == ExpressionParser.UID;
  }

  private Position at(Token token) {
    return start.plus(new Position(token.getLine(), token.getCharPositionInLine() + 1));
  }

  private static String text(Token first, Token last) {
    return first.getInputStream().getText(Interval.of(first.getStartIndex(), last.getStopIndex()));
  }

  /** An item as it stands in the expression. */
  private record Item(Position at, String token) {}
}
