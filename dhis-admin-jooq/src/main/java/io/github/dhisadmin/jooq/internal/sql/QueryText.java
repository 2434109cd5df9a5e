package io.github.dhisadmin.jooq.internal.sql;

import java.util.Optional;

/**
 * Looks at SQL that an operator wrote and tells whether it can stand in parentheses as one query.
 * Knows where PostgreSQL's literals, quoted names and comments end; what it is not sure of it
 * refuses, so that no text leaves its parentheses and begins a second statement.
 */
public final class QueryText {
  private final String sql;
  private int position;
  private int depth;
  private int end = -1;
  private boolean escapesSeen;
  private boolean backslashSeen;
  private String problem = "";

  private QueryText(String sql) {
    this.sql = sql;
  }

  /** What is wrong with a text, in words for its author; empty if it may be one query. */
  public static Optional<String> problem(String sql) {
    QueryText text = scanned(sql);
    return text.problem.isEmpty() ? Optional.empty() : Optional.of(text.problem);
  }

  /** The text without the semicolon at its end, and what follows that. */
  public static String withoutEnd(String sql) {
    QueryText text = scanned(sql);
    return text.end < 0 ? sql : sql.substring(0, text.end);
  }

  private static QueryText scanned(String sql) {
    QueryText text = new QueryText(sql);
    text.scan();
    return text;
  }

  private void scan() {
    if (sql.indexOf('\0') >= 0) {
      problem = "it has a character that PostgreSQL does not know.";
    }
    boolean empty = true;
    while (position < sql.length() && problem.isEmpty()) {
      if (skipsBlank()) {
        continue;
      }
      char c = sql.charAt(position);
      if (c == ';') {
        semicolon();
      } else if (end >= 0) {
        problem = "it has more than one statement.";
      } else {
        empty = false;
        token(c);
      }
    }
    if (!problem.isEmpty()) {
      return;
    }
    if (empty) {
      problem = "it is empty.";
    } else if (depth > 0) {
      problem = "a parenthesis is not closed.";
    } else if (escapesSeen && backslashSeen) {
      problem =
          "it has a backslash in a plain literal beside a literal with escapes; use one kind.";
    }
  }

  private void semicolon() {
    if (depth > 0) {
      problem = "a semicolon stands within parentheses.";
    }
    if (end < 0) {
      end = position;
    }
    position++;
  }

  private void token(char c) {
    if ((c == '\'' || c == '$') && followsNumber()) {
      // Whether the number or a literal owns the next letters depends on PostgreSQL's version.
      problem = "a literal stands directly after a number.";
      return;
    }
    switch (c) {
      case '\'' -> literal();
      case '"' -> closedBy('"', false, "a quoted name");
      case '(' -> {
        depth++;
        position++;
      }
      case ')' -> {
        depth--;
        position++;
        if (depth < 0) {
          problem = "a parenthesis is closed that was never opened.";
        }
      }
      case '$' -> dollar();
      default -> position++;
    }
  }

  /** White space and comments. */
  private boolean skipsBlank() {
    if (Character.isWhitespace(sql.charAt(position))) {
      position++;
      return true;
    }
    if (sql.startsWith("--", position)) {
      while (position < sql.length() && !isLineEnd(sql.charAt(position))) {
        position++;
      }
      return true;
    }
    if (sql.startsWith("/*", position)) {
      blockComment();
      return true;
    }
    return false;
  }

  private void blockComment() {
    int open = 0;
    do {
      if (sql.startsWith("/*", position)) {
        open++;
        position += 2;
      } else if (sql.startsWith("*/", position)) {
        open--;
        position += 2;
      } else {
        position++;
      }
    } while (open > 0 && position < sql.length());
    if (open > 0) {
      problem = "a comment is not closed.";
    }
  }

  private void literal() {
    boolean escapes =
        position > 0
            && (sql.charAt(position - 1) == 'E' || sql.charAt(position - 1) == 'e')
            && (position == 1 || !isNamePart(sql.charAt(position - 2)));
    int start = position;
    closedBy('\'', escapes, "a literal");
    escapesSeen |= escapes;
    backslashSeen |= !escapes && sql.substring(start, position).contains("\\");
  }

  private void closedBy(char quote, boolean escapes, String what) {
    position++;
    while (position < sql.length()) {
      char c = sql.charAt(position);
      if (escapes && c == '\\') {
        position += 2;
      } else if (c != quote) {
        position++;
      } else if (position + 1 < sql.length() && sql.charAt(position + 1) == quote) {
        position += 2;
      } else {
        position++;
        return;
      }
    }
    position = sql.length();
    problem = what + " is not closed.";
  }

  /** A literal between two equal tags, as {@code $tag$}, unless the sign is part of a name. */
  private void dollar() {
    int tagEnd = position + 1;
    while (tagEnd < sql.length() && sql.charAt(tagEnd) != '$' && isNamePart(sql.charAt(tagEnd))) {
      tagEnd++;
    }
    boolean opens =
        tagEnd < sql.length()
            && sql.charAt(tagEnd) == '$'
            && !(position > 0 && isNamePart(sql.charAt(position - 1)))
            && !isDigit(sql.charAt(position + 1));
    if (!opens) {
      position++;
      return;
    }
    String tag = sql.substring(position, tagEnd + 1);
    int close = sql.indexOf(tag, tagEnd + 1);
    if (close < 0) {
      problem = "a literal is not closed.";
    } else {
      position = close + tag.length();
    }
  }

  private boolean followsNumber() {
    int start = position;
    while (start > 0 && isNamePart(sql.charAt(start - 1))) {
      start--;
    }
    return start < position && (isDigit(sql.charAt(start)) || sql.charAt(start) == '$');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isNamePart(char c) {
    return c == '_' || c == '$' || c >= 0x80 || Character.isLetterOrDigit(c);
  }
}
