package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.sync.TargetCheck;
import io.github.dhisadmin.sync.TargetCheck.Server;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a look at a server showed. */
record SyncTargetTestReport(
    String name,
    boolean available,
    @Nullable RemoteProblem problem,
    String message,
    int attempts,
    @Nullable String version,
    @Nullable Long clockDifferenceMs,
    List<String> warnings)
    implements Report {

  static SyncTargetTestReport of(String name, TargetCheck check) {
    Optional<Server> server = check.server();
    return new SyncTargetTestReport(
        name,
        check.available(),
        check.problemOrNull(),
        check.message(),
        check.attempts(),
        server.map(Server::version).orElse(null),
        server.map(each -> each.clockDifference().toMillis()).orElse(null),
        check.warnings());
  }

  @Override
  public void writeText(PrintWriter out) {
    out.println((available ? "Available: " : "Not available: ") + message);
    if (version != null) {
      out.println("DHIS2 " + version);
    }
    warnings.forEach(warning -> out.println("Warning: " + warning));
  }
}
