package io.github.dhisadmin.core.internal.integrity;

import io.github.dhisadmin.integrity.CustomCheck;
import io.github.dhisadmin.spi.ExpressionStore;
import io.github.dhisadmin.spi.IntegrityRunLog;
import io.github.dhisadmin.spi.IntegrityStore;
import io.github.dhisadmin.spi.StoredCheck;
import java.util.List;

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
    return (kinds, timeout, cancellation, sink) -> {};
  }

  @Override
  public IntegrityRunLog runs() {
    return runs;
  }
}
