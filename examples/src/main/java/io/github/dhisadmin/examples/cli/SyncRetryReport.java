package io.github.dhisadmin.examples.cli;

import java.io.PrintWriter;

/** How many refused rows the next run sends. */
record SyncRetryReport(int due) implements Report {

  @Override
  public void writeText(PrintWriter out) {
    out.println(due + " rows are sent with the next run.");
  }
}
