package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.error.Suggestions;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.sync.SyncService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say what is sent where. */
final class SyncOptions {
  @Option(
      names = "--target",
      paramLabel = "N",
      description = "Name of the server (default: the only one besides 'local').")
  private @Nullable String target;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "What is sent: values, registrations, events or tracker; may be given several times"
              + " (default: all).")
  private List<String> kinds = new ArrayList<>();

  /** The kinds that were named, or all. */
  Set<SyncKind> kinds() {
    if (kinds.isEmpty()) {
      return EnumSet.allOf(SyncKind.class);
    }
    EnumSet<SyncKind> wanted = EnumSet.noneOf(SyncKind.class);
    kinds.forEach(name -> wanted.add(kind(name)));
    return wanted;
  }

  /** The server that was named, or the only one there is besides the DHIS2 here. */
  String target(SyncService sync) {
    return target(target, sync);
  }

  /** The server of this name, or the only one there is besides the DHIS2 here. */
  static String target(@Nullable String named, SyncService sync) {
    if (named != null) {
      return named;
    }
    List<String> names = sync.others();
    if (names.size() != 1) {
      throw new UsageException(
          names.isEmpty()
              ? "Add a server first, by sync target add."
              : "Name one of the servers by --target: " + String.join(", ", names) + ".");
    }
    return names.get(0);
  }

  /** What a kind is called on the command line. */
  static String name(SyncKind kind) {
    return switch (kind) {
      case DATA_VALUES -> "values";
      case REGISTRATIONS -> "registrations";
      case EVENT_PROGRAMS -> "events";
      case TRACKER_PROGRAMS -> "tracker";
    };
  }

  private static SyncKind kind(String name) {
    return Arrays.stream(SyncKind.values())
        .filter(kind -> name(kind).equals(name))
        .findFirst()
        .orElseThrow(
            () -> {
              List<String> known = Arrays.stream(SyncKind.values()).map(SyncOptions::name).toList();
              return new UsageException(
                  "There is no kind '" + name + "'. " + new Suggestions(known).forName(name));
            });
  }
}
