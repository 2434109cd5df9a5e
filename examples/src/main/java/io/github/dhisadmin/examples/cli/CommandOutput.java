package io.github.dhisadmin.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;

/** Writes reports to standard output, as text or as one JSON document. */
final class CommandOutput {
  private final ObjectMapper json = new ObjectMapper();
  private final PrintWriter out;
  private final OutputFormat format;

  CommandOutput(PrintWriter out, OutputFormat format) {
    this.out = out;
    this.format = format;
  }

  void write(Report report) {
    if (format == OutputFormat.JSON) {
      out.println(json.<JsonNode>valueToTree(report));
    } else {
      report.writeText(out);
    }
    out.flush();
  }
}
