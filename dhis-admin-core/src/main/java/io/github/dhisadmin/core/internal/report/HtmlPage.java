package io.github.dhisadmin.core.internal.report;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A page that holds its style, its script and, as JSON, its data, and that loads nothing. Scripts
 * show the data as text only, never as markup. What pages have in common stands in {@code page.css}
 * and {@code page.js}, the rest in a template of each feature.
 */
public final class HtmlPage {
  private static final String STYLE = "/*@STYLE@*/\n";
  private static final String SCRIPT = "/*@SCRIPT@*/\n";
  private static final String DATA = "@DATA@";

  private final String head;
  private final String tail;

  /** Writes the data of a page as JSON. */
  @FunctionalInterface
  public interface Data {
    /** Writes them; the writer stays open. */
    void writeTo(Writer out) throws IOException;
  }

  private HtmlPage(String head, String tail) {
    this.head = head;
    this.tail = tail;
  }

  /**
   * The page of a feature.
   *
   * @param feature a class beside which the template lies
   * @param template its name
   */
  public static HtmlPage of(Class<?> feature, String template) throws IOException {
    String page =
        text(feature, template)
            .replace(STYLE, text(HtmlPage.class, "page.css"))
            .replace(SCRIPT, text(HtmlPage.class, "page.js"));
    int place = page.indexOf(DATA);
    return new HtmlPage(page.substring(0, place), page.substring(place + DATA.length()));
  }

  /** Writes the page; the writer stays open. */
  public void writeTo(Writer out, Data data) throws IOException {
    out.write(head);
    Writer script = new ScriptText(out);
    data.writeTo(script);
    script.flush();
    out.write(tail);
    out.flush();
  }

  private static String text(Class<?> neighbour, String name) throws IOException {
    try (InputStream resource = Objects.requireNonNull(neighbour.getResourceAsStream(name), name)) {
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
