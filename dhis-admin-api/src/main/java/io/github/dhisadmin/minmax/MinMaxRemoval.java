package io.github.dhisadmin.minmax;

/**
 * Asks for bounds to be removed.
 *
 * @param scope for what
 * @param manual what becomes of bounds that a person entered
 */
public record MinMaxRemoval(MinMaxScope scope, ManualValues manual) {

  /** Removes generated bounds; those that a person entered stay. */
  public static MinMaxRemoval of(MinMaxScope scope) {
    return new MinMaxRemoval(scope, ManualValues.KEEP);
  }

  /** The same, removing bounds that a person entered too. */
  public MinMaxRemoval withManual() {
    return new MinMaxRemoval(scope, ManualValues.REPLACE);
  }
}
