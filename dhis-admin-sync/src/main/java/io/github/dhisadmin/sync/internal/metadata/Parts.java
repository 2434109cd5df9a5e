package io.github.dhisadmin.sync.internal.metadata;

import io.github.dhisadmin.sync.DataSyncService;
import io.github.dhisadmin.sync.internal.metadata.SnapshotCache.Checked;
import io.github.dhisadmin.sync.internal.remote.MetadataRemote;
import io.github.dhisadmin.sync.metadata.MetadataSyncProblem;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import io.github.dhisadmin.sync.metadata.VersionCheck;
import io.github.dhisadmin.sync.metadata.VersionProgress;
import io.github.dhisadmin.sync.metadata.VersionState;
import io.github.dhisadmin.sync.spi.MetadataSink;
import io.github.dhisadmin.sync.spi.MetadataSyncStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What versions go through on their way.
 *
 * @param central where they come from
 * @param cache where their contents wait
 * @param sink where they go
 * @param store what is known of them
 * @param data sends data before
 */
record Parts(
    MetadataRemote central,
    SnapshotCache cache,
    MetadataSink sink,
    MetadataSyncStore store,
    DataSyncService data) {

  /** Which versions are to be applied. */
  VersionPlan plan(String target, List<MetadataVersion> listed) {
    return VersionPlan.of(
        listed,
        store.local(),
        store.status(target).versions().stream()
            .filter(each -> each.state() == VersionState.AGAIN)
            .map(VersionProgress::version)
            .map(MetadataVersion::name)
            .collect(Collectors.toSet()));
  }

  /** The content of a version, as announced. */
  Checked snapshot(String target, MetadataVersion version) {
    return ServerTrouble.ofCentral(version, () -> cache.fetch(target, version, central::download));
  }

  /** Stops at a version that another DHIS2 made, if that is not wanted. */
  void refuseOtherDhis2(MetadataVersion version, String theirs, VersionCheck check) {
    VersionCheck effective = effective(check);
    if (effective == VersionCheck.OFF || theirs.isEmpty()) {
      return;
    }
    Optional<String> ours = ServerTrouble.ofLocal(version, sink::dhis2Version);
    if (ours.isPresent() && !fits(ours.get(), theirs, effective)) {
      throw StoppedException.at(
          version,
          MetadataSyncProblem.DHIS2_MISMATCH,
          version.name()
              + " was made by DHIS2 "
              + theirs
              + ", and this is "
              + ours.get()
              + ". Upgrade one of them, or allow other versions.");
    }
  }

  /** Whether metadata of one DHIS2 version are for another. */
  boolean fits(String ours, String theirs, VersionCheck check) {
    return switch (effective(check)) {
      case EXACT -> ours.equals(theirs);
      case MINOR, AS_SET -> line(ours).equals(line(theirs));
      case OFF -> true;
    };
  }

  private VersionCheck effective(VersionCheck check) {
    if (check != VersionCheck.AS_SET) {
      return check;
    }
    return store.settings().stopsOnMismatch() ? VersionCheck.MINOR : VersionCheck.OFF;
  }

  /** What is set in DHIS2 and gets in the way. */
  List<String> warningsOfSettings() {
    return store.settings().competingJobs().stream()
        .map(
            job ->
                "DHIS2's own job '"
                    + job
                    + "' takes over the same versions; disable it, or do without ours.")
        .toList();
  }

  /** The 2.42 of 2.42.1-SNAPSHOT. */
  static String line(String dhis2Version) {
    String[] numbers = dhis2Version.split("[.-]", -1);
    return numbers.length < 2 ? dhis2Version : numbers[0] + "." + numbers[1];
  }
}
