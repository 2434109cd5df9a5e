package io.github.dhisadmin.testkit.postgres;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The statements that a {@link TrackedDataSource} has executed since {@link
 * TrackedDataSource#countStatements()}, to assert that a number of round trips does not grow with
 * the data. A batch counts as one. Safe for several threads.
 */
public final class StatementCount implements AutoCloseable {
  private final List<String> statements = new CopyOnWriteArrayList<>();
  private final Consumer<StatementCount> onClose;

  StatementCount(Consumer<StatementCount> onClose) {
    this.onClose = onClose;
  }

  /** How many statements were executed. */
  public int count() {
    return statements.size();
  }

  /** The text of each, in the order of execution. */
  public List<String> statements() {
    return List.copyOf(statements);
  }

  /** Stops counting; what was counted stays readable. */
  @Override
  public void close() {
    onClose.accept(this);
  }

  void record(String sql) {
    statements.add(sql);
  }
}
