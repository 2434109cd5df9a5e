package io.github.dhisadmin.examples.cli;

import java.io.PrintWriter;

/** What a look at the route of a destination showed. */
record MigrateRouteReport(String name, boolean usable, String message) implements Report {

  @Override
  public void writeText(PrintWriter out) {
    out.println(message);
  }
}
