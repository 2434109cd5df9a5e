package io.github.dhisadmin.examples.cli;

import java.time.Clock;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The {@code dhis-admin} command. Exit status: 0 done, 1 it failed, 2 wrong usage.
 *
 * @see <a href="https://picocli.info">picocli</a>
 */
@Command(
    name = "dhis-admin",
    description = "Runs what a DHIS2 data administrator runs, on a DHIS2 database.",
    footer = {
      "",
      "Exit status: 0 done, 1 it failed, 2 wrong usage.",
      "The password comes from DHIS_ADMIN_PASSWORD or is asked for, and is never an argument."
    })
public final class DhisAdminCli implements Runnable {
  @SuppressWarnings("UnusedVariable") // picocli reads it by reflection
  @Mixin
  private final CommonOptions options;

  @Spec private CommandSpec spec = CommandSpec.create();

  private DhisAdminCli(CommonOptions options) {
    this.options = options;
  }

  /** Runs one command and ends the process with its exit status. */
  public static void main(String[] args) {
    int status;
    try (Termination termination = Termination.bySignal()) {
      status =
          run(
              Terminal.ofProcess(),
              termination,
              JooqAdminSession::open,
              EmbeddedDemoServer::start,
              args);
    }
    System.exit(status);
  }

  /** Runs one command and returns its exit status. */
  static int run(
      Terminal terminal,
      Termination termination,
      AdminSession.Opener opener,
      DemoServer.Starter starter,
      String... args) {
    CommonOptions options = new CommonOptions();
    CommandContext context = new CommandContext(options, terminal, termination, opener, starter);
    Failures failures = new Failures(terminal);
    SyncTargetAddCommand addTarget = new SyncTargetAddCommand(context);
    CommandLine line =
        new CommandLine(new DhisAdminCli(options))
            .addSubcommand(new QuickstartCommand(context))
            .addSubcommand(new DemoDatabaseCommand(context))
            .addSubcommand(new ResourceTablesCommand(context))
            .addSubcommand(new AnalyticsCommand(context))
            .addSubcommand(IntegrityCommand.line(context))
            .addSubcommand(new MaintenanceCommand(context))
            .addSubcommand(new StatisticsCommand(context))
            .addSubcommand(LockExceptionsCommand.line(context))
            .addSubcommand(MinMaxCommand.line(context))
            .addSubcommand(CachesCommand.line(context))
            .addSubcommand(JobsCommand.line(context))
            .addSubcommand(new SchedulerCommand(context))
            .addSubcommand(CronCommand.line(context, Clock.systemUTC()))
            .addSubcommand(SyncCommand.line(context, addTarget))
            .addSubcommand(MigrateCommand.line(context));
    addTarget.takeUser();
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures)
        .setExecutionStrategy(parsed -> execute(parsed, options))
        .execute(args);
  }

  private static int execute(ParseResult parsed, CommonOptions options) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    OutputFormat format = options.format();
    if (!WritesDocuments.formatsOf(last.commandSpec().userObject()).contains(format)) {
      throw new ParameterException(
          last.commandSpec().commandLine(),
          "This command does not write "
              + format.name().toLowerCase(Locale.ROOT)
              + "; --format html is for 'integrity summary', 'integrity details' and 'migrate run"
              + " validate', junit for the former and csv for the latter.");
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /** Called when no command was named. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Name a command: quickstart, demo-database, resource-tables, analytics, integrity,"
            + " maintenance, statistics, lock-exceptions, min-max, caches, jobs, scheduler,"
            + " cron, sync, migrate.");
  }
}
