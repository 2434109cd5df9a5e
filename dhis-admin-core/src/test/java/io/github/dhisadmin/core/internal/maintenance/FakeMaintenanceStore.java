package io.github.dhisadmin.core.internal.maintenance;

import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.MaintenanceRunRecord;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.spi.MaintenanceRunLog;
import io.github.dhisadmin.spi.MaintenanceStore;
import io.github.dhisadmin.spi.StoredOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operations that a test brings, and a history that remembers what was written to it. */
public final class FakeMaintenanceStore implements MaintenanceStore, MaintenanceRunLog {
  /** What was written to the history, in order. */
  final List<String> written = new ArrayList<>();

  /** Whether an execution has died after it changed something. */
  boolean died;

  /** What happens when the end of an execution is to be remembered; null if nothing. */
  @Nullable RuntimeException finishFailure;

  private final List<StoredOperation<?>> operations;
  private long epoch;

  private FakeMaintenanceStore(List<StoredOperation<?>> operations) {
    this.operations = operations;
  }

  /** No operations but those of the host. */
  public static FakeMaintenanceStore empty() {
    return new FakeMaintenanceStore(List.of());
  }

  static FakeMaintenanceStore with(StoredOperation<?> operation) {
    return new FakeMaintenanceStore(List.of(operation));
  }

  @Override
  public List<StoredOperation<?>> operations() {
    return operations;
  }

  @Override
  public MaintenanceRunLog runs() {
    return this;
  }

  @Override
  public long cacheEpoch() {
    return epoch;
  }

  @Override
  public void advanceCacheEpoch() {
    epoch++;
  }

  @Override
  public boolean hasDied(String operation) {
    return died;
  }

  @Override
  public long begin(MaintenanceRequest<?> request) {
    written.add("begin " + request.operation().name() + " " + request.parameters());
    return 7;
  }

  @Override
  public void planned(long runId, Map<String, Long> counts) {
    written.add("planned " + runId + " " + counts);
  }

  @Override
  public void finish(long runId, RunState state, @Nullable String errorOrNull) {
    if (finishFailure != null) {
      throw finishFailure;
    }
    written.add("finish " + runId + " " + state + " " + errorOrNull);
  }

  @Override
  public List<MaintenanceRunRecord> last(int limit) {
    written.add("last " + limit);
    return List.of();
  }
}
