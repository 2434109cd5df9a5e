package io.github.dhisadmin.jooq.internal.integrity;

import io.github.dhisadmin.error.UnsupportedSchemaException;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.spi.CheckRun;
import io.github.dhisadmin.spi.StoredCheck;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jooq.DSLContext;

/** A check as the engine runs it: each time in a read-only transaction of its own. */
final class ReadOnlyCheck implements StoredCheck {
  private final Database database;
  private final SqlCheck check;

  ReadOnlyCheck(Database database, SqlCheck check) {
    this.database = database;
    this.check = check;
  }

  @Override
  public IntegrityCheck definition() {
    return check.definition();
  }

  @Override
  public Optional<String> missing() {
    return check.missing().isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(", ", check.missing()));
  }

  @Override
  public Finding run(CheckRun run, Consumer<IntegrityIssue> sink) {
    SqlCheck chosen = check.as(run.options());
    if (!chosen.missing().isEmpty()) {
      throw new UnsupportedSchemaException("the check " + definition().id(), chosen.missing());
    }
    IssueSink issues = new IssueSink(definition().severity(), run, sink);
    return database.read(run.cancellation(), run.timeout(), ctx -> find(ctx, chosen, issues));
  }

  private static Finding find(DSLContext ctx, SqlCheck check, IssueSink sink) {
    long count = check.inspection().inspect(ctx, sink);
    OptionalLong total = check.total().apply(ctx);
    return new Finding(
        count, total.isPresent() ? total.getAsLong() : null, check.warnings().apply(ctx));
  }
}
