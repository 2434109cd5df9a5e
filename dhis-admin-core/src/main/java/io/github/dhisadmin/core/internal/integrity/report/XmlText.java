package io.github.dhisadmin.core.internal.integrity.report;

/** Texts as XML 1.0 can hold them, in elements as well as in attributes. */
final class XmlText {
  private static final char REPLACEMENT = '\uFFFD';

  private XmlText() {}

  /** The text with what means something to XML written otherwise, and what it forbids replaced. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(character -> append(escaped, character));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int character) {
    switch (character) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      // An attribute would turn them into blanks, and a line's end into another one.
      case '\n', '\r', '\t' -> escaped.append("&#").append(character).append(';');
      default -> {
        if (isAllowed(character)) {
          escaped.appendCodePoint(character);
        } else {
          escaped.append(REPLACEMENT);
        }
      }
    }
  }

  /** The production "Char" of XML 1.0, less what is treated before. */
  private static boolean isAllowed(int character) {
    return (character >= 0x20 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || (character >= 0x10000 && character <= 0x10FFFF);
  }
}
