package io.github.dhisadmin.datalock;

/**
 * What one rule says.
 *
 * @param rule the rule
 * @param effect whether it opens, locks or says nothing
 * @param reason why, in words for an operator
 */
public record LockVerdict(LockRule rule, Effect effect, String reason) {

  /** What a rule does. */
  public enum Effect {
    /** Lets data in. */
    OPENS,
    /** Keeps data out. */
    LOCKS,
    /** Has nothing to say in this case. */
    DOES_NOT_APPLY
  }
}
