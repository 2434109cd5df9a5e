package io.github.dhisadmin.jooq.internal.maintenance;

import io.github.dhisadmin.jooq.internal.sql.QueryText;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An SQL view of DHIS2 that is to be a view in the database.
 *
 * @param uid its uid
 * @param name its name
 * @param materialised whether its rows are stored
 * @param query what it shows
 */
record SqlView(String uid, String name, boolean materialised, String query) {
  private static final Pattern BEGINNING =
      Pattern.compile("^\\s*(select|with)\\s.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");

  /** Tables that nobody may read through a view (2.42, SqlView#PROTECTED_TABLES). */
  private static final Pattern PROTECTED =
      word("users|userinfo|trackedentityattributevalue|oauth_access_token|oauth2client");

  /** Words that no query needs (2.42, SqlView#ILLEGAL_KEYWORDS). */
  private static final Pattern FORBIDDEN =
      word(
          "alter|commit|create|createdb|createuser|delete|drop|grant|insert|rename|restore|revoke"
              + "|truncate|update|write");

  private static final int MAX_IDENTIFIER = 63;

  /** The name of the view in the database: the words of its name (2.42, SqlView#getViewName). */
  String viewName() {
    String full =
        Pattern.compile("\\W+")
            .splitAsStream(name.replace("_", "").toLowerCase(Locale.ROOT))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.joining("_", "_view_", ""));
    // PostgreSQL cuts names, which have only ASCII characters here.
    return full.substring(0, Math.min(full.length(), MAX_IDENTIFIER));
  }

  /** What marks the view in the database as this one, whatever its definition. */
  String mark() {
    return "SQL view " + uid + " of DHIS2, created by dhis-admin";
  }

  /** The query as it can stand in a statement. */
  String statement() {
    return QueryText.withoutEnd(query);
  }

  /** Whether the query speaks of a view of this name. */
  boolean mentions(String otherViewName) {
    return word(Pattern.quote(otherViewName)).matcher(query).find();
  }

  /** Why DHIS2 would refuse the query; empty if it would not. */
  Optional<String> problem() {
    if (!BEGINNING.matcher(query).matches()) {
      return Optional.of("The query must begin with select or with.");
    }
    if (VARIABLE.matcher(query).find()) {
      return Optional.of("A view cannot have variables.");
    }
    Matcher forbidden = FORBIDDEN.matcher(query);
    if (forbidden.find()) {
      return Optional.of("The query has the forbidden word " + forbidden.group() + ".");
    }
    Matcher table = PROTECTED.matcher(query);
    if (table.find()) {
      return Optional.of("The query reads the protected table " + table.group() + ".");
    }
    return QueryText.problem(query).map(problem -> "The query cannot be used: " + problem);
  }

  private static Pattern word(String alternatives) {
    return Pattern.compile(
        "(?<![\\w$])(?:" + alternatives + ")(?![\\w$])", Pattern.CASE_INSENSITIVE);
  }
}
