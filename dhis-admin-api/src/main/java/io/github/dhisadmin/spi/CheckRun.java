package io.github.dhisadmin.spi;

import io.github.dhisadmin.integrity.CheckOption;
import io.github.dhisadmin.integrity.IntegrityRequest;
import io.github.dhisadmin.run.Cancellation;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A run of checks as each of its checks sees it. Thread safe. */
public final class CheckRun {
  private final IntegrityRequest request;
  private final Cancellation cancellation;
  private final Map<Class<?>, Object> shared = new ConcurrentHashMap<>();

  /**
   * A run in which nothing has been shared so far.
   *
   * @param request what was asked for
   * @param cancellation interrupts its checks
   */
  public CheckRun(IntegrityRequest request, Cancellation cancellation) {
    this.request = request;
    this.cancellation = cancellation;
  }

  /** How long a statement may take. */
  public Duration timeout() {
    return request.timeout();
  }

  /** How many issues of a check are wanted; 0 to only count them. */
  public long issues() {
    return request.issuesPerCheck();
  }

  /** In which ways checks look at other objects than usual. */
  public Set<CheckOption> options() {
    return request.options();
  }

  /** Interrupts the checks of the run. */
  public Cancellation cancellation() {
    return cancellation;
  }

  /**
   * What checks of this run have in common: made when the first of them asks, and gone with the
   * run.
   *
   * @param type what it is; there is one of each type
   * @param maker makes it, quickly and without asking for another
   */
  public <T> T shared(Class<T> type, Supplier<T> maker) {
    return type.cast(shared.computeIfAbsent(type, made -> maker.get()));
  }
}
