package io.github.dhisadmin.sync.internal.metadata;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.sync.metadata.MetadataRecovery;
import io.github.dhisadmin.sync.metadata.MetadataRecoveryPlan;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a recovery changes.
 *
 * @param plan the same for people
 * @param added versions that count as applied from then on
 * @param removed versions here that do not any more
 */
record RecoveryPlanner(
    MetadataRecoveryPlan plan, List<MetadataVersion> added, List<MetadataVersion> removed) {

  RecoveryPlanner {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }

  /**
   * Finds out what a recovery changes.
   *
   * @param version the one it is about, as the server lists it
   * @param listed versions of the server, in order
   * @param local versions here
   */
  static RecoveryPlanner of(
      MetadataRecovery recovery,
      MetadataVersion version,
      List<MetadataVersion> listed,
      List<MetadataVersion> local) {
    return switch (recovery.action()) {
      case SKIP -> skip(recovery, version, listed, local);
      case RETRY -> retry(recovery, version, listed, local);
      case REBASELINE -> rebaseline(recovery, version, listed, local);
    };
  }

  private static RecoveryPlanner skip(
      MetadataRecovery recovery,
      MetadataVersion version,
      List<MetadataVersion> listed,
      List<MetadataVersion> local) {
    Optional<MetadataVersion> first = missing(listed, local).stream().findFirst();
    if (first.isEmpty() || !first.get().equals(version)) {
      throw new InvalidRequestException(
          first
              .map(
                  next ->
                      "Only the version that is next can be skipped, and that is "
                          + next.name()
                          + ".")
              .orElse("No version is missing, so there is none to skip."));
    }
    return planned(recovery, listed, local, List.of(version), inTheWay(version, local));
  }

  private static RecoveryPlanner retry(
      MetadataRecovery recovery,
      MetadataVersion version,
      List<MetadataVersion> listed,
      List<MetadataVersion> local) {
    List<MetadataVersion> removed =
        VersionPlan.renamed(version, local).map(List::of).orElse(List.of());
    RecoveryPlanner planned = planned(recovery, listed, local, List.of(), removed);
    List<String> next = new ArrayList<>(planned.plan.next());
    if (!next.contains(version.name())) {
      next.add(0, version.name());
    }
    return new RecoveryPlanner(
        new MetadataRecoveryPlan(recovery, List.of(), names(removed), next), List.of(), removed);
  }

  private static RecoveryPlanner rebaseline(
      MetadataRecovery recovery,
      MetadataVersion version,
      List<MetadataVersion> listed,
      List<MetadataVersion> local) {
    List<MetadataVersion> wanted = listed.subList(0, listed.indexOf(version) + 1);
    Map<String, MetadataVersion> here = byName(local);
    List<MetadataVersion> added =
        wanted.stream().filter(each -> !VersionPlan.holds(here, each)).toList();
    Map<String, MetadataVersion> there = byName(wanted);
    List<MetadataVersion> removed =
        local.stream().filter(each -> !VersionPlan.holds(there, each)).toList();
    return planned(recovery, listed, local, added, removed);
  }

  private static RecoveryPlanner planned(
      MetadataRecovery recovery,
      List<MetadataVersion> listed,
      List<MetadataVersion> local,
      List<MetadataVersion> added,
      List<MetadataVersion> removed) {
    List<MetadataVersion> after = new ArrayList<>(local);
    after.removeAll(removed);
    after.addAll(added);
    return new RecoveryPlanner(
        new MetadataRecoveryPlan(
            recovery, names(added), names(removed), names(missing(listed, after))),
        added,
        removed);
  }

  /** Versions here that keep another of the same name, uid or content from being stored. */
  private static List<MetadataVersion> inTheWay(
      MetadataVersion version, List<MetadataVersion> local) {
    return local.stream()
        .filter(
            held ->
                held.name().equals(version.name())
                    || held.uid().equals(version.uid())
                    || held.hasTextOf(version))
        .toList();
  }

  private static List<MetadataVersion> missing(
      List<MetadataVersion> listed, List<MetadataVersion> local) {
    Map<String, MetadataVersion> here = byName(local);
    return listed.stream().filter(each -> !VersionPlan.holds(here, each)).toList();
  }

  private static Map<String, MetadataVersion> byName(List<MetadataVersion> versions) {
    return versions.stream()
        .collect(
            Collectors.toMap(MetadataVersion::name, Function.identity(), (one, other) -> other));
  }

  private static List<String> names(List<MetadataVersion> versions) {
    return versions.stream().map(MetadataVersion::name).toList();
  }
}
