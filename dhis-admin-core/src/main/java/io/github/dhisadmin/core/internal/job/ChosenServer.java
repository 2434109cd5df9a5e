package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.sync.SyncService;
import java.util.List;

/**
 * Which server a job of synchronisation means: the one its parameters name, or the only other one
 * that is known.
 *
 * @param demand what to do if there is more than one, or none
 */
record ChosenServer(SyncService sync, String demand) {

  /**
   * The server's name.
   *
   * @param target from the parameters; may be empty
   */
  String nameOf(String target) {
    if (!target.isEmpty()) {
      return target;
    }
    List<String> names = sync.others();
    if (names.size() != 1) {
      throw new InvalidRequestException(
          demand + "; there are " + names.size() + ": " + names + ".");
    }
    return names.get(0);
  }
}
