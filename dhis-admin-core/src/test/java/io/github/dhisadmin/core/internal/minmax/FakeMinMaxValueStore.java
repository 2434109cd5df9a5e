package io.github.dhisadmin.core.internal.minmax;

import io.github.dhisadmin.minmax.MinMaxGeneration;
import io.github.dhisadmin.minmax.MinMaxRemoval;
import io.github.dhisadmin.minmax.MinMaxResult;
import io.github.dhisadmin.minmax.MinMaxScope;
import io.github.dhisadmin.minmax.ValueOutsideBounds;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.MinMaxValueStore;
import java.util.ArrayList;
import java.util.List;

/** Holds no bounds and remembers what was asked of it. */
public final class FakeMinMaxValueStore implements MinMaxValueStore {
  private static final MinMaxResult NOTHING = new MinMaxResult(0, 0, 0, 0, 0, 0);

  /** What happened, in order. */
  final List<String> calls = new ArrayList<>();

  @Override
  public MinMaxResult preview(MinMaxGeneration generation) {
    calls.add("preview");
    return NOTHING;
  }

  @Override
  public MinMaxResult generate(MinMaxGeneration generation, Cancellation cancellation) {
    cancellation.check();
    calls.add("generate");
    return NOTHING;
  }

  @Override
  public MinMaxResult previewRemove(MinMaxRemoval removal) {
    calls.add("preview remove");
    return NOTHING;
  }

  @Override
  public MinMaxResult remove(MinMaxRemoval removal) {
    calls.add("remove");
    return NOTHING;
  }

  @Override
  public List<ValueOutsideBounds> outside(MinMaxScope scope, int limit) {
    calls.add("outside " + limit);
    return List.of();
  }
}
