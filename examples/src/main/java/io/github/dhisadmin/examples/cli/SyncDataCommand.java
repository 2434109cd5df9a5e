package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.sync.DataSyncRequest;
import io.github.dhisadmin.sync.DataSyncResult;
import io.github.dhisadmin.sync.SyncKind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends data to a server. What is sent twice has the effect of once, so nobody is asked. */
@Command(name = "data", description = "Sends what was added, changed or deleted since last time.")
final class SyncDataCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private SyncOptions options = new SyncOptions();

  @Option(names = "--preview", description = "Only counts what would be sent.")
  private boolean preview;

  @Option(
      names = "--strict",
      description = "Sends everything since the last success again unless all of it is taken.")
  private boolean strict;

  SyncDataCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      DataSyncRequest kinds =
          DataSyncRequest.to(options.target(session.sync()))
              .only(options.kinds().toArray(SyncKind[]::new));
      DataSyncRequest request = strict ? kinds.strictly() : kinds;
      if (preview) {
        context.output().write(SyncPreviewReport.of(session.sync().data().preview(request)));
        return ExitStatus.DONE;
      }
      DataSyncResult result = send(session, request);
      context.output().write(SyncRunsReport.of(result));
      return result.isComplete() ? ExitStatus.DONE : ExitStatus.FAILED;
    }
  }

  private DataSyncResult send(AdminSession session, DataSyncRequest request) {
    try (ProgressPrinter progress = context.progress()) {
      return session.sync().data().run(request, new RunControl(progress, context.cancellation()));
    }
  }
}
