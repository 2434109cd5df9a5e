package io.github.dhisadmin.examples.cli;

import java.io.PrintWriter;

/** Where the demonstration database is. */
record DemoDatabaseReport(String jdbcUrl, String user) implements Report {

  @Override
  public void writeText(PrintWriter out) {
    out.println("JDBC URL: " + jdbcUrl);
    out.println("User:     " + user + " (no password)");
    out.println("Stop it with Ctrl-C; its data is removed then.");
  }
}
