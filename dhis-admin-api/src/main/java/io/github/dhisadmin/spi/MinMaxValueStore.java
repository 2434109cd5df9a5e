package io.github.dhisadmin.spi;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.minmax.MinMaxGeneration;
import io.github.dhisadmin.minmax.MinMaxRemoval;
import io.github.dhisadmin.minmax.MinMaxResult;
import io.github.dhisadmin.minmax.MinMaxScope;
import io.github.dhisadmin.minmax.ValueOutsideBounds;
import io.github.dhisadmin.run.Cancellation;
import java.util.List;

/**
 * Bounds of data values. Every method throws {@link InvalidRequestException} naming every uid that
 * there is not.
 */
public interface MinMaxValueStore {

  /** What {@link #generate} would do. */
  MinMaxResult preview(MinMaxGeneration generation);

  /** Computes and stores bounds, in one transaction. */
  MinMaxResult generate(MinMaxGeneration generation, Cancellation cancellation);

  /** What {@link #remove} would do. */
  MinMaxResult previewRemove(MinMaxRemoval removal);

  /** Removes bounds. */
  MinMaxResult remove(MinMaxRemoval removal);

  /** Values outside their bounds, those farthest outside first, at most so many. */
  List<ValueOutsideBounds> outside(MinMaxScope scope, int limit);
}
