package io.github.dhisadmin.examples.cli;

import java.io.PrintWriter;

/**
 * What a command has to say. Implementations are records whose components are the fields of the
 * JSON document: they may gain components, and never rename one.
 */
interface Report {
  /** Writes the same for people. */
  void writeText(PrintWriter out);
}
