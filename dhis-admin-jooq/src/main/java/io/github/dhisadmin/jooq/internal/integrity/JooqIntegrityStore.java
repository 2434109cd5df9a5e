package io.github.dhisadmin.jooq.internal.integrity;

import io.github.dhisadmin.integrity.CustomCheck;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.spi.ExpressionStore;
import io.github.dhisadmin.spi.IntegrityRunLog;
import io.github.dhisadmin.spi.IntegrityStore;
import io.github.dhisadmin.spi.StoredCheck;
import java.util.List;

/** The checks of the library and of the operator on one database. */
public final class JooqIntegrityStore implements IntegrityStore {
  private final Database database;
  private final ExpressionStore expressions;
  private final IntegrityRunLog runs;
  private final List<StoredCheck> checks;

  /**
   * Makes the checks for a database.
   *
   * @param schema what the database can do
   * @param expressions what reads its expressions
   * @param runs what remembers runs in it
   */
  public JooqIntegrityStore(
      Database database, Dhis2Schema schema, ExpressionStore expressions, IntegrityRunLog runs) {
    this.database = database;
    this.expressions = expressions;
    this.runs = runs;
    this.checks =
        IntegrityChecks.of(schema).stream()
            .<StoredCheck>map(check -> new ReadOnlyCheck(database, check))
            .toList();
  }

  @Override
  public List<StoredCheck> checks() {
    return checks;
  }

  @Override
  public StoredCheck custom(CustomCheck check) {
    return new ReadOnlyCheck(database, new CustomQuery(database).prepared(check));
  }

  @Override
  public ExpressionStore expressions() {
    return expressions;
  }

  @Override
  public IntegrityRunLog runs() {
    return runs;
  }
}
