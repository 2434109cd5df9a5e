package io.github.dhisadmin.sync.internal.metadata;

import io.github.dhisadmin.sync.metadata.MetadataSyncProblem;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which versions of a server are to be applied, given those here. DHIS2 asks the server for what is
 * newer than its own newest version, and so never notices versions that were left out, renamed or
 * published again; here all of them are compared.
 *
 * @param pending versions to apply, in order
 * @param warnings what may be wrong, though nothing keeps the versions from being applied
 */
record VersionPlan(List<MetadataVersion> pending, List<String> warnings) {

  VersionPlan {
    pending = List.copyOf(pending);
    warnings = List.copyOf(warnings);
  }

  /**
   * Compares what the server lists with what is here.
   *
   * @param listed versions of the server, in order
   * @param local versions here, in order
   * @param again names of versions that somebody wants applied whatever is here
   * @throws StoppedException if it is unclear which version comes next
   */
  static VersionPlan of(
      List<MetadataVersion> listed, List<MetadataVersion> local, Set<String> again) {
    Map<String, MetadataVersion> here =
        local.stream().collect(Collectors.toMap(MetadataVersion::name, Function.identity()));
    List<MetadataVersion> pending = new ArrayList<>();
    int newestHere = -1;
    for (int i = 0; i < listed.size(); i++) {
      MetadataVersion version = listed.get(i);
      if (again.contains(version.name())) {
        pending.add(version);
      } else if (holds(here, version)) {
        newestHere = i;
      } else {
        refuseOtherContent(version, here);
        refuseOtherName(version, local);
        pending.add(version);
      }
    }
    refuseUnknownBaseline(listed, local);
    refuseHole(listed, newestHere, pending, again);
    return new VersionPlan(pending, warnings(listed, local));
  }

  /** Whether a version is here under its name and with its content. */
  static boolean holds(Map<String, MetadataVersion> here, MetadataVersion version) {
    MetadataVersion held = here.get(version.name());
    return held != null && held.hasTextOf(version);
  }

  /** The version here that is another one by name and the same by uid or content. */
  static Optional<MetadataVersion> renamed(MetadataVersion version, List<MetadataVersion> local) {
    return local.stream()
        .filter(held -> !held.name().equals(version.name()))
        .filter(held -> held.uid().equals(version.uid()) || held.hasTextOf(version))
        .findFirst();
  }

  private static void refuseOtherContent(
      MetadataVersion version, Map<String, MetadataVersion> here) {
    MetadataVersion held = here.get(version.name());
    if (held != null && held.importedAt().isEmpty()) {
      throw madeHere(held);
    }
    if (held != null) {
      throw StoppedException.at(
          version,
          MetadataSyncProblem.VERSION_CHANGED,
          version.name()
              + " was published again with another content after it had been imported. Retry it to"
              + " import the new content, or skip it to keep what is here.");
    }
  }

  private static void refuseOtherName(MetadataVersion version, List<MetadataVersion> local) {
    renamed(version, local)
        .ifPresent(
            held -> {
              throw StoppedException.at(
                  version,
                  MetadataSyncProblem.VERSION_RENAMED,
                  version.name()
                      + " was imported as "
                      + held.name()
                      + " and renamed since. Skip it to go on under the new name, or rebaseline.");
            });
  }

  private static void refuseUnknownBaseline(
      List<MetadataVersion> listed, List<MetadataVersion> local) {
    if (local.isEmpty()) {
      return;
    }
    MetadataVersion newest = local.get(local.size() - 1);
    if (listed.stream().anyMatch(version -> version.name().equals(newest.name()))) {
      return;
    }
    if (newest.importedAt().isEmpty()) {
      throw madeHere(newest);
    }
    boolean newer =
        listed.isEmpty() || listed.get(listed.size() - 1).created().isBefore(newest.created());
    String way = " Rebaseline to the version whose metadata are here.";
    throw newer
        ? StoppedException.of(
            MetadataSyncProblem.BASELINE_NEWER,
            newest.name()
                + " is newer than all versions of the server, which may have been restored."
                + way)
        : StoppedException.of(
            MetadataSyncProblem.BASELINE_UNKNOWN,
            newest.name()
                + " is the newest version here, and the server does not know it, but newer ones."
                + way);
  }

  private static StoppedException madeHere(MetadataVersion version) {
    return StoppedException.of(
        MetadataSyncProblem.LOCAL_VERSION,
        version.name()
            + " was made here, so that it is unclear what comes after it. Rebaseline to the version"
            + " whose metadata are here.");
  }

  private static void refuseHole(
      List<MetadataVersion> listed,
      int newestHere,
      List<MetadataVersion> pending,
      Set<String> again) {
    for (MetadataVersion version : pending) {
      if (listed.indexOf(version) < newestHere && !again.contains(version.name())) {
        throw StoppedException.at(
            version,
            MetadataSyncProblem.VERSION_HOLE,
            version.name()
                + " was never imported though a later one was; importing it now would undo later"
                + " changes. Skip it, retry it to import it all the same, or rebaseline.");
      }
    }
  }

  private static List<String> warnings(List<MetadataVersion> listed, List<MetadataVersion> local) {
    List<String> warnings = new ArrayList<>();
    for (int i = 1; i < listed.size(); i++) {
      MetadataVersion before = listed.get(i - 1);
      MetadataVersion version = listed.get(i);
      if (before.number() >= 0 && version.number() > before.number() + 1) {
        warnings.add(
            "The server has no version between "
                + before.name()
                + " and "
                + version.name()
                + "; what changed in it is missing.");
      }
    }
    Set<String> names = listed.stream().map(MetadataVersion::name).collect(Collectors.toSet());
    local.stream()
        .filter(held -> !names.contains(held.name()))
        .forEach(held -> warnings.add(held.name() + " is not on the server any more."));
    return warnings;
  }
}
