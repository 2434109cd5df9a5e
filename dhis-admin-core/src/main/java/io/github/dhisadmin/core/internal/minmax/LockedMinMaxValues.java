package io.github.dhisadmin.core.internal.minmax;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.minmax.MinMaxGeneration;
import io.github.dhisadmin.minmax.MinMaxRemoval;
import io.github.dhisadmin.minmax.MinMaxResult;
import io.github.dhisadmin.minmax.MinMaxScope;
import io.github.dhisadmin.minmax.MinMaxValueService;
import io.github.dhisadmin.minmax.ValueOutsideBounds;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.spi.MinMaxValueStore;
import io.github.dhisadmin.spi.RunLocks;
import io.github.dhisadmin.spi.RunLocks.RunLock;
import java.util.List;
import java.util.function.Supplier;

/** Changes of bounds, one at a time per database, for callers who may. */
public final class LockedMinMaxValues implements MinMaxValueService {
  private static final String LOCK = "min-max";

  private final MinMaxValueStore store;
  private final RunLocks locks;
  private final AccessPolicy accessPolicy;

  /** Works through a store. */
  public LockedMinMaxValues(MinMaxValueStore store, RunLocks locks, AccessPolicy accessPolicy) {
    this.store = store;
    this.locks = locks;
    this.accessPolicy = accessPolicy;
  }

  @Override
  public MinMaxResult preview(MinMaxGeneration generation) {
    require("generate min-max values");
    return store.preview(generation);
  }

  @Override
  public MinMaxResult generate(MinMaxGeneration generation, RunControl control) {
    require("generate min-max values");
    return alone(() -> store.generate(generation, control.cancellation()));
  }

  @Override
  public MinMaxResult previewRemove(MinMaxRemoval removal) {
    require("remove min-max values");
    return store.previewRemove(removal);
  }

  @Override
  public MinMaxResult remove(MinMaxRemoval removal) {
    require("remove min-max values");
    return alone(() -> store.remove(removal));
  }

  @Override
  public List<ValueOutsideBounds> outside(MinMaxScope scope, int limit) {
    require("read values outside their bounds");
    if (limit < 1) {
      throw new InvalidRequestException("limit must be at least 1, but is " + limit + ".");
    }
    return store.outside(scope, limit);
  }

  private MinMaxResult alone(Supplier<MinMaxResult> work) {
    RunLock lock =
        locks
            .tryAcquire(LOCK)
            .orElseThrow(
                () ->
                    new ConflictException(
                        "Min-max values of this database are being changed already, here or on"
                            + " another node; try again when that has ended."));
    try (lock) {
      return work.get();
    }
  }

  private void require(String operation) {
    accessPolicy.require(operation, Authority.GENERATE_MIN_MAX_VALUES);
  }
}
