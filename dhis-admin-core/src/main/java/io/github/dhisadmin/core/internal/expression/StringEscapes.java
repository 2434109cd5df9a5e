package io.github.dhisadmin.core.internal.expression;

import java.util.regex.Pattern;

/** The escapes that a quote inside of quotes needs. */
final class StringEscapes {
  private static final Pattern ESCAPED = Pattern.compile("\\\\(['\"\\\\])");

  private StringEscapes() {}

  /** Takes one level of escapes off; others than those of quotes and backslashes stay. */
  static String resolve(String text) {
    return text.indexOf('\\') < 0 ? text : ESCAPED.matcher(text).replaceAll("$1");
  }
}
