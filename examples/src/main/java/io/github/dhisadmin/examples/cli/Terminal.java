package io.github.dhisadmin.examples.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a command may say to and ask from the process around it.
 *
 * @param out standard output, for results
 * @param err standard error, for progress and trouble
 * @param animated whether a person watches {@code err}, so that a line may be drawn over
 * @param password the password that the environment holds, if it does
 * @param prompt asks a person for the password of a user name; empty if nobody can be asked
 * @param environment the environment variable of a name, if it is set
 */
record Terminal(
    PrintWriter out,
    PrintWriter err,
    boolean animated,
    Supplier<Optional<String>> password,
    Function<String, Optional<String>> prompt,
    Function<String, Optional<String>> environment) {
  private static final int STANDARD_INPUT = 0;
  private static final int STANDARD_ERROR = 2;
  private static final String PASSWORD_VARIABLE = "DHIS_ADMIN_PASSWORD";

  /** Without environment variables. */
  Terminal(
      PrintWriter out,
      PrintWriter err,
      boolean animated,
      Supplier<Optional<String>> password,
      Function<String, Optional<String>> prompt) {
    this(out, err, animated, password, prompt, name -> Optional.empty());
  }

  /** The streams, the environment and the console of this process. */
  static Terminal ofProcess() {
    return new Terminal(
        new PrintWriter(System.out, false, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        isTerminal(STANDARD_ERROR),
        () -> Optional.ofNullable(System.getenv(PASSWORD_VARIABLE)),
        Terminal::ask,
        name -> Optional.ofNullable(System.getenv(name)));
  }

  private static Optional<String> ask(String user) {
    if (!isTerminal(STANDARD_INPUT)) {
      return Optional.empty();
    }
    return Optional.ofNullable(System.console())
        .map(console -> console.readPassword("Password of %s: ", user))
        .map(String::new);
  }

  // Java 17 cannot be asked about one descriptor, and newer ones have a console even without a
  // terminal.
  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd", String.valueOf(descriptor));
    if (!Files.exists(link)) {
      return Optional.ofNullable(System.console()).isPresent();
    }
    try {
      String device = Files.readSymbolicLink(link).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
