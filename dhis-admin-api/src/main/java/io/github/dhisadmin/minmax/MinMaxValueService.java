package io.github.dhisadmin.minmax;

import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.run.RunControl;
import java.util.List;

/**
 * Computes and removes the bounds within which data values are expected. Thread safe. Callers need
 * {@code F_GENERATE_MIN_MAX_VALUES}.
 */
public interface MinMaxValueService {

  /**
   * Tells what {@link #generate} would do.
   *
   * @throws InvalidRequestException naming every uid that there is not
   */
  MinMaxResult preview(MinMaxGeneration generation);

  /**
   * Computes bounds for each data element, organisation unit and category option combo that has
   * values which differ, and removes those for which there is nothing to compute any more. All of
   * it happens, or, if anything fails, nothing.
   *
   * @param control stops it
   * @throws InvalidRequestException naming every uid that there is not
   * @throws ConflictException if bounds are being computed already
   */
  MinMaxResult generate(MinMaxGeneration generation, RunControl control);

  /** Computes bounds, see {@link #generate(MinMaxGeneration, RunControl)}. */
  default MinMaxResult generate(MinMaxGeneration generation) {
    return generate(generation, RunControl.none());
  }

  /** How many bounds {@link #remove} would remove, and how many would stay. */
  MinMaxResult previewRemove(MinMaxRemoval removal);

  /**
   * Removes bounds.
   *
   * @throws InvalidRequestException naming every uid that there is not
   * @throws ConflictException if bounds are being computed
   */
  MinMaxResult remove(MinMaxRemoval removal);

  /**
   * Values that lie outside their bounds, those farthest outside first.
   *
   * @param limit how many at most, at least 1
   * @throws InvalidRequestException naming every uid that there is not
   */
  List<ValueOutsideBounds> outside(MinMaxScope scope, int limit);
}
