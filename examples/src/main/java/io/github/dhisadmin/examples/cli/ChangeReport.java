package io.github.dhisadmin.examples.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a command changed, or would change.
 *
 * @param preview whether nothing was written
 * @param counts number of rows by what was done with them
 */
record ChangeReport(boolean preview, Map<String, Long> counts) implements Report {

  static ChangeReport of(boolean written) {
    return new ChangeReport(!written, new LinkedHashMap<>());
  }

  /** The same with another count. */
  ChangeReport with(String what, long count) {
    Map<String, Long> more = new LinkedHashMap<>(counts);
    more.put(what, count);
    return new ChangeReport(preview, more);
  }

  @Override
  public void writeText(PrintWriter out) {
    out.println(preview ? "Preview, nothing was written" : "Done");
    TextTable text = new TextTable();
    counts.forEach(text::row);
    text.writeTo(out);
  }
}
