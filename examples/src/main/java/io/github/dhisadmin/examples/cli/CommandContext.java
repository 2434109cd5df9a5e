package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.run.Cancellation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a command is given to work with.
 *
 * @param options the common options, filled in when the command is called
 * @param terminal where it talks to people
 * @param termination tells it when to stop
 * @param opener connects it to a DHIS2 database
 * @param starter starts a server with a demonstration database
 */
record CommandContext(
    CommonOptions options,
    Terminal terminal,
    Termination termination,
    AdminSession.Opener opener,
    DemoServer.Starter starter) {

  CommandOutput output() {
    return new CommandOutput(terminal.out(), options.format());
  }

  ProgressPrinter progress() {
    return new ProgressPrinter(terminal);
  }

  Cancellation cancellation() {
    return termination.cancellation();
  }

  /** Connects to the database that the options name. */
  AdminSession openSession() {
    return openSession(null);
  }

  /** Connects to the database that the options name, for checks from a directory as well. */
  AdminSession openSession(@Nullable Path customChecks) {
    return opener.open(options.target().withCustomChecks(customChecks), terminal);
  }
}
