package io.github.dhisadmin.examples.cli;

import java.util.EnumSet;
import java.util.Set;

/** A command whose result may also be a document, besides text and JSON. */
interface WritesDocuments {

  /** Which documents. */
  Set<OutputFormat> documents();

  /** All formats that a command can write. */
  static Set<OutputFormat> formatsOf(Object command) {
    Set<OutputFormat> formats = EnumSet.of(OutputFormat.TEXT, OutputFormat.JSON);
    if (command instanceof WritesDocuments writer) {
      formats.addAll(writer.documents());
    }
    return formats;
  }
}
