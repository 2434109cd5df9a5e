package io.github.dhisadmin.spi;

import io.github.dhisadmin.run.Cancellation;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** The expressions that a database holds, and the objects they speak of. Thread safe. */
public interface ExpressionStore {

  /** What this database lacks that is needed for these expressions; empty if they can be read. */
  Optional<String> missing(Set<ExpressionKind> kinds);

  /**
   * Reads in one read-only transaction that sees one moment.
   *
   * @param timeout how long a statement may take
   * @param cancellation interrupts it
   * @param work what to read; the reader is of no use after it
   */
  <T> T inSnapshot(Duration timeout, Cancellation cancellation, Function<ExpressionReader, T> work);

  /** Reads at one moment. */
  interface ExpressionReader {

    /**
     * Reads expressions, a query per kind of owner, without keeping them in memory.
     *
     * @param kinds which expressions
     * @param sink hears of each expression, ordered by the owner's name and uid; those of one owner
     *     follow each other
     */
    void read(Set<ExpressionKind> kinds, Consumer<StoredExpression> sink);

    /**
     * Looks objects up, with a number of queries that does not depend on how many they are.
     *
     * @param references which objects
     * @param memberships what to find out about how they belong together
     */
    ReferenceFacts resolve(Set<Reference> references, Set<Membership> memberships);
  }
}
