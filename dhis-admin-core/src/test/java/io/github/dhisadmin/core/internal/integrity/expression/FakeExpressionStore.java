package io.github.dhisadmin.core.internal.integrity.expression;

import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.ExpressionKind;
import io.github.dhisadmin.spi.ExpressionStore;
import io.github.dhisadmin.spi.Membership;
import io.github.dhisadmin.spi.Reference;
import io.github.dhisadmin.spi.ReferenceFacts;
import io.github.dhisadmin.spi.ReferredObject;
import io.github.dhisadmin.spi.StoredExpression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Expressions and objects in memory, which remembers what it was asked for. */
final class FakeExpressionStore implements ExpressionStore, ExpressionStore.ExpressionReader {
  final List<Set<ExpressionKind>> reads = new ArrayList<>();
  final List<Set<Reference>> resolutions = new ArrayList<>();
  private final List<StoredExpression> expressions = new ArrayList<>();
  private final List<ReferredObject> objects = new ArrayList<>();

  FakeExpressionStore expression(ExpressionKind kind, String uid, String name, String text) {
    expressions.add(new StoredExpression(kind, uid, name, null, text));
    return this;
  }

  FakeExpressionStore object(Reference reference) {
    objects.add(new ReferredObject(reference, "NUMBER", null, false));
    return this;
  }

  @Override
  public Optional<String> missing(Set<ExpressionKind> kinds) {
    return kinds.contains(ExpressionKind.PROGRAM_INDICATOR_FILTER)
        ? Optional.of("programindicator")
        : Optional.empty();
  }

  @Override
  public <T> T inSnapshot(
      Duration timeout, Cancellation cancellation, Function<ExpressionReader, T> work) {
    return work.apply(this);
  }

  @Override
  public void read(Set<ExpressionKind> kinds, Consumer<StoredExpression> sink) {
    reads.add(kinds);
    expressions.stream().filter(expression -> kinds.contains(expression.kind())).forEach(sink);
  }

  @Override
  public ReferenceFacts resolve(Set<Reference> references, Set<Membership> memberships) {
    resolutions.add(references);
    return new ReferenceFacts(
        objects.stream().filter(object -> references.contains(object.reference())).toList(),
        Set.of());
  }
}
