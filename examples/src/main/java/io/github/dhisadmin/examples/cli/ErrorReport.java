package io.github.dhisadmin.examples.cli;

import java.io.PrintWriter;

/** Why a command did not do what it was asked; people read it on standard error instead. */
record ErrorReport(Detail error) implements Report {

  /**
   * One failure.
   *
   * @param code stable identifier in capitals
   * @param message for people
   */
  record Detail(String code, String message) {}

  @Override
  public void writeText(PrintWriter out) {}
}
