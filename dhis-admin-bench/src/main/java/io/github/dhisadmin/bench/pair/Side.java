package io.github.dhisadmin.bench.pair;

/**
 * One of the two ways.
 *
 * @param before makes what the work starts from; not measured
 * @param work what is measured
 * @param after keeps what came out; not measured
 */
public record Side(Runnable before, Runnable work, Runnable after) {

  /** A way that starts from what is there and of which nothing is kept. */
  public Side(Runnable work) {
    this(() -> {}, work, () -> {});
  }
}
