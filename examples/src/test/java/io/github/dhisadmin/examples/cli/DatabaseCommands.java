package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Commands on a real database, in an environment that a test fills, with a memory of all texts. */
final class DatabaseCommands {
  private final Supplier<Dhis2Database> database;
  private final Map<String, String> environment = new HashMap<>();
  private final StringBuilder printed = new StringBuilder();

  DatabaseCommands(Supplier<Dhis2Database> database) {
    this.database = database;
  }

  /** Variables of the environment. */
  Map<String, String> environment() {
    return environment;
  }

  /** Everything that was printed so far. */
  String printed() {
    return printed.toString();
  }

  CliRun run(String... command) {
    try (Termination termination = new Termination()) {
      return run(termination, command);
    }
  }

  /** The same for a command that goes on until it is asked to end. */
  CliRun run(Termination termination, String... command) {
    List<String> args =
        new ArrayList<>(
            List.of("--jdbc-url", database.get().jdbcUrl(), "--user", database.get().user()));
    args.addAll(List.of(command));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            () -> Optional.ofNullable(System.getProperty("dhisadmin.test.password")),
            user -> Optional.empty(),
            name -> Optional.ofNullable(environment.get(name)));
    int status =
        DhisAdminCli.run(
            terminal,
            termination,
            JooqAdminSession::open,
            port -> {
              throw new AssertionError("no server is wanted");
            },
            args.toArray(String[]::new));
    terminal.out().flush();
    terminal.err().flush();
    printed.append(out).append(err);
    return new CliRun(status, out.toString(), err.toString());
  }
}
