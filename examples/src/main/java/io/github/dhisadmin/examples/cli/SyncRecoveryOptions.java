package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.sync.metadata.MetadataRecovery;
import io.github.dhisadmin.sync.metadata.MetadataSyncService;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all recoveries of metadata versions have in common. */
final class SyncRecoveryOptions {
  @Mixin private SyncMetadataOptions options = new SyncMetadataOptions();
  @Mixin private Consent consent = new Consent();

  @Parameters(paramLabel = "VERSION", description = "As in Version_4.")
  private String version = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; it is kept with what was done.")
  private String reason = "";

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who decides it (default: command line).")
  private String by = "command line";

  /** Shows what a recovery would do, or does it. */
  int carryOut(MetadataRecovery.Action action, CommandContext context) {
    boolean confirmed = consent.given();
    try (AdminSession session = context.openSession()) {
      MetadataRecovery recovery =
          new MetadataRecovery(options.target(session.sync()), action, version, reason, by);
      MetadataSyncService metadata = session.sync().metadata();
      context
          .output()
          .write(
              SyncRecoveryReport.of(
                  confirmed ? metadata.recover(recovery) : metadata.plan(recovery), confirmed));
    }
    return ExitStatus.DONE;
  }
}
