package io.github.dhisadmin.spi;

import io.github.dhisadmin.run.Cancellation;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/** The expressions that a database holds. Thread safe. */
public interface ExpressionStore {

  /**
   * Reads expressions, a query per kind of owner, without keeping them in memory.
   *
   * @param kinds which expressions
   * @param timeout how long a statement may take
   * @param cancellation interrupts it
   * @param sink hears of each expression, ordered by owner's name and uid within a kind
   */
  void read(
      Set<ExpressionKind> kinds,
      Duration timeout,
      Cancellation cancellation,
      Consumer<StoredExpression> sink);
}
