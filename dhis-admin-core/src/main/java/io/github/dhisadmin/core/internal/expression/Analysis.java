package io.github.dhisadmin.core.internal.expression;

import io.github.dhisadmin.spi.Reference;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of an expression without its database. Immutable, and the same for equal texts
 * of one kind.
 */
public final class Analysis {
  private final Dialect dialect;
  private final Type needed;
  private final List<Problem> problems;
  private final List<Mention> mentions;
  private final @Nullable Term untyped;

  Analysis(
      Dialect dialect,
      Type needed,
      List<Problem> problems,
      List<Mention> mentions,
      @Nullable Term untyped) {
    this.dialect = dialect;
    this.needed = needed;
    this.problems = List.copyOf(problems);
    this.mentions = List.copyOf(mentions);
    this.untyped = untyped;
  }

  /** What is wrong whatever the database holds. */
  public List<Problem> problems() {
    return problems;
  }

  /** The objects it refers to, in the order in which they stand; some may repeat. */
  public Stream<Reference> references() {
    return mentions.stream().map(Mention::reference);
  }

  Dialect dialect() {
    return dialect;
  }

  Type needed() {
    return needed;
  }

  List<Mention> mentions() {
    return mentions;
  }

  /** Does something with the terms if their types depend on objects of the database. */
  void ifUntyped(Consumer<Term> action) {
    if (untyped != null) {
      action.accept(untyped);
    }
  }
}
