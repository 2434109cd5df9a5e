package io.github.dhisadmin.core.internal.integrity;

import io.github.dhisadmin.integrity.CustomCheck;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.ExpressionKind;
import io.github.dhisadmin.spi.ExpressionStore;
import io.github.dhisadmin.spi.IntegrityRunLog;
import io.github.dhisadmin.spi.IntegrityStore;
import io.github.dhisadmin.spi.StoredCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A store with the checks that a test gives it. */
public final class FakeIntegrityStore implements IntegrityStore {
  private final List<StoredCheck> checks;
  private final FakeRunLog runs = new FakeRunLog();

  private FakeIntegrityStore(List<StoredCheck> checks) {
    this.checks = checks;
  }

  /** A store with these checks. */
  public static FakeIntegrityStore with(StoredCheck... checks) {
    return new FakeIntegrityStore(List.of(checks));
  }

  @Override
  public List<StoredCheck> checks() {
    return checks;
  }

  @Override
  public StoredCheck custom(CustomCheck check) {
    return FakeCheck.of(check.check().id());
  }

  @Override
  public ExpressionStore expressions() {
    return new NoExpressions();
  }

  @Override
  public IntegrityRunLog runs() {
    return runs;
  }

  /** What is asked of a database whose expressions nobody looks at. */
  private static final class NoExpressions implements ExpressionStore {
    @Override
    public Optional<String> missing(Set<ExpressionKind> kinds) {
      return Optional.of("expressions");
    }

    @Override
    public <T> T inSnapshot(
        Duration timeout, Cancellation cancellation, Function<ExpressionReader, T> work) {
      throw new UnsupportedOperationException("there are no expressions");
    }
  }
}
