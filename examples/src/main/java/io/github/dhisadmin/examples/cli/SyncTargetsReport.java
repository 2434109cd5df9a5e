package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.sync.Authentication;
import io.github.dhisadmin.sync.SyncTarget;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Servers to synchronise with. */
record SyncTargetsReport(List<TargetReport> targets) implements Report {

  /** One server. */
  record TargetReport(
      String name,
      String url,
      Authentication authentication,
      @Nullable String user,
      String changedAt) {

    private static TargetReport of(SyncTarget target) {
      return new TargetReport(
          target.name(),
          target.url().toString(),
          target.authentication(),
          target.usernameOrNull(),
          target.changedAt().toString());
    }
  }

  static SyncTargetsReport of(List<SyncTarget> targets) {
    return new SyncTargetsReport(targets.stream().map(TargetReport::of).toList());
  }

  @Override
  public void writeText(PrintWriter out) {
    if (targets.isEmpty()) {
      out.println("No targets.");
    }
    TextTable text = new TextTable();
    for (TargetReport target : targets) {
      String who = target.user == null ? "token" : target.user;
      text.row(target.name, target.url, who);
    }
    text.writeTo(out);
  }
}
