package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.sync.metadata.MetadataPreflight;
import io.github.dhisadmin.sync.metadata.MetadataPreview;
import io.github.dhisadmin.sync.metadata.MetadataSyncRequest;
import io.github.dhisadmin.sync.metadata.MetadataSyncResult;
import io.github.dhisadmin.sync.metadata.MetadataSyncState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes metadata versions over. */
@Command(
    name = "metadata",
    description = "Takes metadata versions over from a central server, one after the other.",
    footer = {
      "",
      "Versions are imported through the web interface of the DHIS2 here, which has to be added as",
      "the target 'local' first."
    })
final class SyncMetadataCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private SyncMetadataOptions options = new SyncMetadataOptions();

  @Option(
      names = "--preview",
      description = "Only tells what the next version would do, and what is in its way.")
  private boolean preview;

  @Option(names = "--skip-data", description = "Does not send data before.")
  private boolean withoutData;

  @Option(names = "--attempts", paramLabel = "N", description = "In total (default: 3).")
  private int attempts = 3;

  @Option(names = "--delay", paramLabel = "S", description = "Seconds between (default: 30).")
  private int delay = 30;

  private SyncMetadataCommand(CommandContext context) {
    this.context = context;
  }

  /** The command with all it can do. */
  static CommandLine line(CommandContext context) {
    return new CommandLine(new SyncMetadataCommand(context))
        .addSubcommand(new SyncMetadataStatusCommand(context))
        .addSubcommand(new SyncMetadataSkipCommand(context))
        .addSubcommand(new SyncMetadataRetryCommand(context))
        .addSubcommand(new SyncMetadataRebaselineCommand(context));
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      String target = options.target(session.sync());
      MetadataSyncRequest patient =
          MetadataSyncRequest.from(target).retrying(attempts, Duration.ofSeconds(delay));
      MetadataSyncRequest request = withoutData ? patient.withoutData() : patient;
      if (preview) {
        return preview(session, request);
      }
      MetadataSyncResult result = run(session, request);
      context.output().write(SyncMetadataReport.of(result));
      return result.state() == MetadataSyncState.SUCCEEDED ? ExitStatus.DONE : ExitStatus.FAILED;
    }
  }

  private int preview(AdminSession session, MetadataSyncRequest request) {
    MetadataPreflight preflight = session.sync().metadata().preflight(request);
    List<MetadataPreview> next =
        preflight.isReady() ? session.sync().metadata().preview(request.target()) : List.of();
    context.output().write(SyncMetadataPreviewReport.of(preflight, next));
    return preflight.isReady() ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  private MetadataSyncResult run(AdminSession session, MetadataSyncRequest request) {
    try (ProgressPrinter progress = context.progress()) {
      return session
          .sync()
          .metadata()
          .run(request, new RunControl(progress, context.cancellation()));
    }
  }
}
