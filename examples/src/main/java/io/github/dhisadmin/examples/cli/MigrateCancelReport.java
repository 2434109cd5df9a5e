package io.github.dhisadmin.examples.cli;

import java.io.PrintWriter;

/** How many tasks of a run are not done, or would not be. */
record MigrateCancelReport(long run, boolean cancelled, long tasks) implements Report {

  @Override
  public void writeText(PrintWriter out) {
    if (cancelled) {
      out.println("Run " + run + " is stopped; " + tasks + " of its tasks will not be done.");
    } else {
      out.println(tasks + " tasks of run " + run + " would not be done.");
    }
  }
}
