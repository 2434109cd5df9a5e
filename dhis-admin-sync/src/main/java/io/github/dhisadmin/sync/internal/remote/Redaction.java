package io.github.dhisadmin.sync.internal.remote;

import io.github.dhisadmin.sync.Credentials;
import java.util.regex.Pattern;

/** Takes out of texts of other servers what they may have repeated of our secrets. */
final class Redaction {
  private static final String HIDDEN = "***";
  private static final Pattern TELLTALE =
      Pattern.compile("d2pat_\\w+|(?<=://)[^/@\\s]*@|(?<=(?i)authorization: )\\S+ \\S+");
  private static final int EXCERPT = 300;

  private final Credentials credentials;

  Redaction(Credentials credentials) {
    this.credentials = credentials;
  }

  /** The beginning of a text on one line, without secrets. */
  String excerpt(String text) {
    String clean = withoutSecrets(TELLTALE.matcher(text).replaceAll(HIDDEN));
    String line = clean.replaceAll("\\s+", " ").strip();
    return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
  }

  private String withoutSecrets(String text) {
    return credentials
        .secret()
        .use(
            secret ->
                without(without(text, secret), Login.encoded(credentials, secret).toCharArray()));
  }

  /** As {@link String#replace}, which would want the secret to be a text. */
  private static String without(String text, char[] secret) {
    StringBuilder clean = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      if (isAt(text, at, secret)) {
        clean.append(HIDDEN);
        at += secret.length;
      } else {
        clean.append(text.charAt(at));
        at++;
      }
    }
    return clean.toString();
  }

  private static boolean isAt(String text, int from, char[] secret) {
    if (text.length() - from < secret.length) {
      return false;
    }
    int matched = 0;
    while (matched < secret.length && text.charAt(from + matched) == secret[matched]) {
      matched++;
    }
    return matched == secret.length;
  }
}
