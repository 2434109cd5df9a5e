package io.github.dhisadmin.examples.cli;

import java.io.PrintWriter;

/** How many failed tasks wait again. */
record MigrateRetryReport(int queued) implements Report {

  @Override
  public void writeText(PrintWriter out) {
    out.println(queued + " tasks wait again; 'migrate work' carries them out.");
  }
}
