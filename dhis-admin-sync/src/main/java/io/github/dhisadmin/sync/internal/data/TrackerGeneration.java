package io.github.dhisadmin.sync.internal.data;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.sync.internal.remote.ServerInfo;
import java.util.function.Supplier;

/**
 * Which endpoints a server takes tracker objects at: {@code /api/tracker} where it is reliable,
 * from 2.38 on, else those that 2.42 removed. A server that does not say its version, or has
 * something between that hides an endpoint, is found out by trying the other one once. For one run;
 * not thread safe.
 */
final class TrackerGeneration {
  private boolean old;
  private boolean sure;

  /** Goes by what the server says about itself. */
  void learn(ServerInfo info) {
    old = info.needsOldTracker();
  }

  /**
   * Does the one or the other.
   *
   * @param toOld sends to the endpoints up to 2.41
   * @param toTracker sends to {@code /api/tracker}
   */
  <T> T choose(Supplier<T> toOld, Supplier<T> toTracker) {
    try {
      T result = (old ? toOld : toTracker).get();
      sure = true;
      return result;
    } catch (RemoteException e) {
      if (sure || e.problem() != RemoteProblem.NOT_FOUND) {
        throw e;
      }
      old = !old;
      sure = true;
      return (old ? toOld : toTracker).get();
    }
  }
}
