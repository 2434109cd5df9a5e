package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.minmax.MinMaxGeneration;
import io.github.dhisadmin.minmax.MinMaxRemoval;
import io.github.dhisadmin.minmax.MinMaxResult;
import io.github.dhisadmin.minmax.MinMaxScope;
import io.github.dhisadmin.minmax.MinMaxValueService;
import io.github.dhisadmin.minmax.ValueOutsideBounds;
import io.github.dhisadmin.run.RunControl;
import java.util.List;

/** Fixed counts; remembers what it was asked. */
record FakeMinMaxValues(List<String> events) implements MinMaxValueService {
  private static final MinMaxResult RESULT = new MinMaxResult(1, 2, 3, 4, 5, 6);

  @Override
  public MinMaxResult preview(MinMaxGeneration generation) {
    events.add("preview " + generation);
    return RESULT;
  }

  @Override
  public MinMaxResult generate(MinMaxGeneration generation, RunControl control) {
    events.add("generate " + generation);
    return RESULT;
  }

  @Override
  public MinMaxResult previewRemove(MinMaxRemoval removal) {
    events.add("preview " + removal);
    return RESULT;
  }

  @Override
  public MinMaxResult remove(MinMaxRemoval removal) {
    events.add("remove " + removal);
    return RESULT;
  }

  @Override
  public List<ValueOutsideBounds> outside(MinMaxScope scope, int limit) {
    throw new AssertionError("no command lists values");
  }
}
