package io.github.dhisadmin.sync.internal.data;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.sync.internal.remote.Dhis2Remote;
import io.github.dhisadmin.sync.internal.remote.ServerInfo.RemoteUser;
import io.github.dhisadmin.sync.spi.OutgoingData;
import io.github.dhisadmin.sync.spi.SyncSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What can be known before anything is sent, and is worth a warning. */
final class Preflight {
  /** Lets importers up to 2.41 take objects that lack what is mandatory. */
  private static final String MAY_LACK = "F_IGNORE_TRACKER_REQUIRED_VALUE_VALIDATION";

  private final OutgoingData data;
  private final Set<SyncKind> kinds;

  Preflight(OutgoingData data, Set<SyncKind> kinds) {
    this.data = data;
    this.kinds = kinds;
  }

  /** What this DHIS2 alone shows. */
  List<String> local(SyncSettings settings) {
    List<String> warnings = new ArrayList<>();
    for (String job : settings.competingJobs()) {
      warnings.add(
          "DHIS2's own job '"
              + job
              + "' sends the same data; disable it, or do without"
              + " ours.");
    }
    for (String item : mandatoryButWithheld()) {
      warnings.add(
          "The "
              + item
              + " is mandatory and marked to skip synchronisation: a server from 2.42 on refuses"
              + " what lacks it, an older one unless the user has "
              + MAY_LACK
              + ".");
    }
    return warnings;
  }

  /**
   * What the server shows besides.
   *
   * @throws RemoteException if the server does not tell
   */
  List<String> remote(Dhis2Remote remote) {
    List<String> warnings = new ArrayList<>();
    RemoteUser user = remote.user();
    if (kinds.contains(SyncKind.DATA_VALUES) && !user.may("F_DATAVALUE_ADD")) {
      warnings.add(
          "The user " + user.username() + " lacks F_DATAVALUE_ADD, which data values need.");
    }
    if (!mandatoryButWithheld().isEmpty() && !user.may(MAY_LACK)) {
      warnings.add("The user " + user.username() + " lacks " + MAY_LACK + ".");
    }
    return warnings;
  }

  private List<String> mandatoryButWithheld() {
    boolean tracker =
        kinds.contains(SyncKind.EVENT_PROGRAMS) || kinds.contains(SyncKind.TRACKER_PROGRAMS);
    return tracker ? data.mandatoryButWithheld() : List.of();
  }
}
