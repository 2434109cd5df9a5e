package io.github.dhisadmin.core.internal.integrity.report;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The report for people: one page that holds its style, its script and, as JSON, its data, and that
 * loads nothing. Its script shows the data as text only, never as markup.
 */
public final class HtmlReport {
  private static final String PAGE = "report.html";
  private static final String PLACE_OF_DATA = "@DATA@";

  private final ReportContent content;

  /** Tells this content. */
  public HtmlReport(ReportContent content) {
    this.content = content;
  }

  /** Writes the page; the writer stays open. */
  public void writeTo(Writer out) throws IOException {
    String page = page();
    int place = page.indexOf(PLACE_OF_DATA);
    out.write(page, 0, place);
    Writer data = new ScriptText(out);
    new JsonReport(content).writeTo(data);
    data.flush();
    out.write(page.substring(place + PLACE_OF_DATA.length()));
    out.flush();
  }

  private static String page() throws IOException {
    try (InputStream resource =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream(PAGE), PAGE)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Writes JSON so that no text in it can end the element it stands in. The characters it looks for
   * occur within JSON's strings only, where they may be written by their numbers.
   */
  private static final class ScriptText extends FilterWriter {
    ScriptText(Writer out) {
      super(out);
    }

    @Override
    public void write(int character) throws IOException {
      switch (character) {
        case '<', '>', '&', '\u2028', '\u2029' -> out.write(String.format("\\u%04x", character));
        default -> out.write(character);
      }
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
      for (int i = offset; i < offset + length; i++) {
        write(characters[i]);
      }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
      for (int i = offset; i < offset + length; i++) {
        write(text.charAt(i));
      }
    }
  }
}
