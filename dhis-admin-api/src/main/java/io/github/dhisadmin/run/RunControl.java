package io.github.dhisadmin.run;

/**
 * What a caller holds of a run while it lasts: an ear for its progress and a switch to stop it.
 *
 * @param progress hears where the run stands
 * @param cancellation stops the run
 */
public record RunControl(ProgressListener progress, Cancellation cancellation) {

  /** Neither listens nor cancels. */
  public static RunControl none() {
    return new RunControl(ProgressListener.NONE, new Cancellation());
  }

  /** Listens, and cannot be cancelled. */
  public static RunControl listening(ProgressListener progress) {
    return new RunControl(progress, new Cancellation());
  }
}
