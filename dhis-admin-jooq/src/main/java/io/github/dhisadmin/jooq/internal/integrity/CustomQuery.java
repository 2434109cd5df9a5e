package io.github.dhisadmin.jooq.internal.integrity;

import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.unnest;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.integrity.CustomCheck;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Failures;
import io.github.dhisadmin.jooq.internal.sql.QueryText;
import io.github.dhisadmin.jooq.internal.sql.RawSql;
import io.github.dhisadmin.run.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.impl.SQLDataType;

/**
 * Turns an operator's SQL into a check. Its text becomes a derived table, so that nothing but one
 * query can stand in it, and what it returns is read by position.
 */
final class CustomQuery {
  private static final Duration PREPARATION_TIMEOUT = Duration.ofSeconds(30);
  private static final String QUERY = "q";
  private static final String TOTAL = "total";
  private static final int LEAST_COLUMNS = 2;
  private static final List<String> TEXTS =
      List.of(IssueColumns.ID, IssueColumns.NAME, IssueColumns.COMMENT);

  private final Database database;

  CustomQuery(Database database) {
    this.database = database;
  }

  /**
   * Makes a check runnable.
   *
   * @throws InvalidRequestException if its SQL is no query, or returns something else than issues
   */
  SqlCheck prepared(CustomCheck custom) {
    String id = custom.check().id();
    Inspection query = new QueryInspection(issues(id, single(id, custom.detailsSql())));
    return new SqlCheck(
        custom.check(),
        List.of(),
        (ctx, sink) -> query.inspect(new RawSql(ctx).context(), sink),
        custom
            .totalSql()
            .map(sql -> total(id, single(id, sql)))
            .orElse(ctx -> OptionalLong.empty()));
  }

  private Select<Record> issues(String id, String sql) {
    int columns = prepare(id, select().from(RawSql.table(sql, QUERY)).limit(0));
    if (columns < LEAST_COLUMNS) {
      throw refused(id, "it must return the id and the name of an issue as its first columns");
    }
    List<String> texts = TEXTS.subList(0, Math.min(columns, TEXTS.size()));
    List<Field<?>> fields = new ArrayList<>();
    texts.forEach(column -> fields.add(asText(column)));
    if (columns > texts.size()) {
      fields.add(asReferences());
    }
    String[] names = fields.stream().map(Field::getName).toArray(String[]::new);
    Select<Record> issues = select(fields).from(RawSql.table(sql, QUERY, names));
    prepare(id, select().from(issues.asTable("found")).limit(0));
    return issues;
  }

  private Function<DSLContext, OptionalLong> total(String id, String sql) {
    Select<Record1<Long>> query =
        select(field(name(QUERY, TOTAL)).cast(SQLDataType.BIGINT).as(TOTAL))
            .from(RawSql.table(sql, QUERY, TOTAL))
            .limit(1);
    prepare(id, select().from(query.asTable("counted")).limit(0));
    return ctx -> {
      // Not the query itself, which other runs execute at the same time.
      Long counted = new RawSql(ctx).context().select(field(query)).fetchSingle().value1();
      return counted == null ? OptionalLong.empty() : OptionalLong.of(counted);
    };
  }

  /** Lets PostgreSQL look at a query that returns no rows, and tells how many columns it has. */
  private int prepare(String id, ResultQuery<?> query) {
    try {
      return database.read(
          new Cancellation(),
          PREPARATION_TIMEOUT,
          ctx -> new RawSql(ctx).context().fetch(query).fields().length);
    } catch (StoreException e) {
      if (e.sqlState().filter(CustomQuery::isFaultOfQuery).isEmpty()) {
        throw e;
      }
      throw refused(id, Failures.describe(e));
    }
  }

  /** Features that are not there, values that make no sense, syntax, names and rights. */
  private static boolean isFaultOfQuery(String sqlState) {
    return sqlState.startsWith("0A") || sqlState.startsWith("22") || sqlState.startsWith("42");
  }

  private static String single(String id, String sql) {
    Optional<String> problem = QueryText.problem(sql);
    if (problem.isPresent()) {
      throw refused(id, problem.get());
    }
    return QueryText.withoutEnd(sql);
  }

  private static Field<String> asText(String column) {
    return field(name(QUERY, column)).cast(SQLDataType.CLOB).as(column);
  }

  /** An operator's references are names; whatever is in them, nothing is taken for type or uid. */
  private static Field<String[]> asReferences() {
    Field<String[]> texts = field(name(QUERY, IssueColumns.REFS)).cast(SQLDataType.CLOB.array());
    Field<String> text = field(name("ref", "text"), String.class);
    return array(select(IssueColumns.untyped(text)).from(unnest(texts).as("ref", "text")))
        .as(IssueColumns.REFS);
  }

  private static InvalidRequestException refused(String id, String problem) {
    return new InvalidRequestException("The SQL of check " + id + " cannot be used: " + problem);
  }
}
