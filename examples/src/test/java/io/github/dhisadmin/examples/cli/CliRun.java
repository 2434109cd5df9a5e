package io.github.dhisadmin.examples.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;

/** One call of the command line, with what it wrote. */
record CliRun(int status, String out, String err) {

  /** The one document on standard output; fails if there is more or something else. */
  JsonNode json() {
    try {
      return new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readTree(out);
    } catch (IOException e) {
      throw new AssertionError("not one JSON document: " + out, e);
    }
  }

  /** Calls the command line with these collaborators. */
  static CliRun of(
      AdminSession.Opener opener,
      DemoServer.Starter starter,
      Termination termination,
      String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            Optional::empty,
            user -> Optional.empty());
    int status = DhisAdminCli.run(terminal, termination, opener, starter, args);
    terminal.out().flush();
    terminal.err().flush();
    return new CliRun(status, out.toString(), err.toString());
  }
}
