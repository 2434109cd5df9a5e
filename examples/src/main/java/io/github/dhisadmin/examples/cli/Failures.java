package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.error.ErrorCode;
import io.github.dhisadmin.testkit.postgres.TestDatabaseException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what goes wrong into a message, an exit status and, where asked for, a JSON document. */
final class Failures
    implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
  private final Terminal terminal;

  Failures(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Nothing was done, as the command line made no sense. */
  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    OutputFormat format = wantsJson(List.of(args)) ? OutputFormat.JSON : OutputFormat.TEXT;
    report(ErrorCode.INVALID_REQUEST.name(), String.valueOf(failure.getMessage()), format);
    CommandLine.UnmatchedArgumentException.printSuggestions(failure, terminal.err());
    pointToHelp(command);
    return ExitStatus.WRONG_USAGE;
  }

  /** A command began and gave up. */
  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult parseResult) {
    OutputFormat format =
        wantsJson(parseResult.originalArgs()) ? OutputFormat.JSON : OutputFormat.TEXT;
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof UsageException) {
      report(ErrorCode.INVALID_REQUEST.name(), message, format);
      pointToHelp(command);
      return ExitStatus.WRONG_USAGE;
    }
    if (failure instanceof DhisAdminException known) {
      report(known.code().name(), message, format);
      return known.code() == ErrorCode.INVALID_REQUEST ? ExitStatus.WRONG_USAGE : ExitStatus.FAILED;
    }
    if (failure instanceof CommandFailedException || failure instanceof TestDatabaseException) {
      report("COMMAND_FAILED", message, format);
      return ExitStatus.FAILED;
    }
    report("INTERNAL_ERROR", failure.toString(), format);
    failure.printStackTrace(terminal.err());
    return ExitStatus.FAILED;
  }

  private void report(String code, String message, OutputFormat format) {
    terminal.err().println("dhis-admin: " + message);
    new CommandOutput(terminal.out(), format)
        .write(new ErrorReport(new ErrorReport.Detail(code, message)));
  }

  private void pointToHelp(CommandLine command) {
    terminal
        .err()
        .println("See '" + command.getCommandSpec().qualifiedName() + " --help' for its options.");
    terminal.err().flush();
  }

  // A line that could not be parsed has no options yet, but its caller still reads JSON.
  private static boolean wantsJson(List<String> args) {
    int option = args.indexOf("--format");
    boolean apart =
        option >= 0 && option + 1 < args.size() && args.get(option + 1).equalsIgnoreCase("json");
    return apart || args.stream().anyMatch(arg -> arg.equalsIgnoreCase("--format=json"));
  }
}
