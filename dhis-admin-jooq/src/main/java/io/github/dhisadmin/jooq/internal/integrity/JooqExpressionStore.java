package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.EXPRESSION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.INDICATOR;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMINDICATOR;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.VALIDATIONRULE;

import io.github.dhisadmin.jooq.internal.dhis2.tables.Expression;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.ExpressionKind;
import io.github.dhisadmin.spi.ExpressionStore;
import io.github.dhisadmin.spi.Membership;
import io.github.dhisadmin.spi.Reference;
import io.github.dhisadmin.spi.ReferenceFacts;
import io.github.dhisadmin.spi.StoredExpression;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Named;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;

/** Reads indicators, validation rules, program indicators and what they refer to. */
public final class JooqExpressionStore implements ExpressionStore {
  private static final int FETCH_SIZE = 1_000;
  private static final Expression LEFT = EXPRESSION.as("l");
  private static final Expression RIGHT = EXPRESSION.as("r");

  private static final Map<ExpressionKind, List<Named>> NEEDED =
      Map.of(
          ExpressionKind.INDICATOR_NUMERATOR, List.of(INDICATOR),
          ExpressionKind.INDICATOR_DENOMINATOR, List.of(INDICATOR),
          ExpressionKind.VALIDATION_RULE_LEFT_SIDE, List.of(VALIDATIONRULE, EXPRESSION),
          ExpressionKind.VALIDATION_RULE_RIGHT_SIDE, List.of(VALIDATIONRULE, EXPRESSION),
          ExpressionKind.PROGRAM_INDICATOR_EXPRESSION, List.of(PROGRAMINDICATOR, PROGRAM),
          ExpressionKind.PROGRAM_INDICATOR_FILTER, List.of(PROGRAMINDICATOR, PROGRAM));

  private final Database database;
  private final Dhis2Schema schema;

  /**
   * Reads a database.
   *
   * @param schema what it holds
   */
  public JooqExpressionStore(Database database, Dhis2Schema schema) {
    this.database = database;
    this.schema = schema;
  }

  @Override
  public Optional<String> missing(Set<ExpressionKind> kinds) {
    List<String> missing =
        schema.missing(
            kinds.stream()
                .flatMap(kind -> NEEDED.getOrDefault(kind, List.of()).stream())
                .distinct()
                .toList());
    return missing.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", missing));
  }

  @Override
  public <T> T inSnapshot(
      Duration timeout, Cancellation cancellation, Function<ExpressionReader, T> work) {
    return database.read(cancellation, timeout, ctx -> work.apply(new Reader(ctx)));
  }

  private record Reader(DSLContext ctx) implements ExpressionReader {

    @Override
    public void read(Set<ExpressionKind> kinds, Consumer<StoredExpression> sink) {
      owners(
          kinds,
          ExpressionKind.INDICATOR_NUMERATOR,
          ExpressionKind.INDICATOR_DENOMINATOR,
          DSL.select(
                  INDICATOR.UID,
                  INDICATOR.NAME,
                  DSL.inline((String) null),
                  INDICATOR.NUMERATOR,
                  INDICATOR.DENOMINATOR)
              .from(INDICATOR)
              .orderBy(INDICATOR.NAME, INDICATOR.UID),
          sink);
      owners(
          kinds,
          ExpressionKind.VALIDATION_RULE_LEFT_SIDE,
          ExpressionKind.VALIDATION_RULE_RIGHT_SIDE,
          DSL.select(
                  VALIDATIONRULE.UID,
                  VALIDATIONRULE.NAME,
                  DSL.inline((String) null),
                  LEFT.EXPRESSION_,
                  RIGHT.EXPRESSION_)
              .from(VALIDATIONRULE)
              .leftJoin(LEFT)
              .on(LEFT.EXPRESSIONID.eq(VALIDATIONRULE.LEFTEXPRESSIONID))
              .leftJoin(RIGHT)
              .on(RIGHT.EXPRESSIONID.eq(VALIDATIONRULE.RIGHTEXPRESSIONID))
              .orderBy(VALIDATIONRULE.NAME, VALIDATIONRULE.UID),
          sink);
      owners(
          kinds,
          ExpressionKind.PROGRAM_INDICATOR_EXPRESSION,
          ExpressionKind.PROGRAM_INDICATOR_FILTER,
          DSL.select(
                  PROGRAMINDICATOR.UID,
                  PROGRAMINDICATOR.NAME,
                  PROGRAM.UID,
                  PROGRAMINDICATOR.EXPRESSION,
                  PROGRAMINDICATOR.FILTER)
              .from(PROGRAMINDICATOR)
              .leftJoin(PROGRAM)
              .on(PROGRAM.PROGRAMID.eq(PROGRAMINDICATOR.PROGRAMID))
              .orderBy(PROGRAMINDICATOR.NAME, PROGRAMINDICATOR.UID),
          sink);
    }

    @Override
    public ReferenceFacts resolve(Set<Reference> references, Set<Membership> memberships) {
      return new ReferenceFacts(
          new ReferredObjects(ctx).existing(references), new Memberships(ctx).holding(memberships));
    }

    /** Reads owners that have two expressions, unless neither is wanted. */
    private void owners(
        Set<ExpressionKind> kinds,
        ExpressionKind first,
        ExpressionKind second,
        ResultQuery<?> query,
        Consumer<StoredExpression> sink) {
      Set<ExpressionKind> wanted = EnumSet.of(first, second);
      wanted.retainAll(kinds);
      if (wanted.isEmpty()) {
        return;
      }
      try (Cursor<? extends Record> rows = ctx.fetchLazy(query.fetchSize(FETCH_SIZE))) {
        for (Record row : rows) {
          if (wanted.contains(first)) {
            sink.accept(expression(first, row, 3));
          }
          if (wanted.contains(second)) {
            sink.accept(expression(second, row, 4));
          }
        }
      }
    }

    private static StoredExpression expression(ExpressionKind kind, Record row, int column) {
      return new StoredExpression(
          kind, text(row, 0), text(row, 1), row.get(2, String.class), text(row, column));
    }

    private static String text(Record row, int column) {
      String text = row.get(column, String.class);
      return text == null ? "" : text;
    }
  }
}
