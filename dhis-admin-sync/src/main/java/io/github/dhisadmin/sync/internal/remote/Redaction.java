package io.github.dhisadmin.sync.internal.remote;

import io.github.dhisadmin.sync.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
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
    String clean = TELLTALE.matcher(text).replaceAll(HIDDEN);
    for (String secret : secrets()) {
      clean = clean.replace(secret, HIDDEN);
    }
    String line = clean.replaceAll("\\s+", " ").strip();
    return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
  }

  /** Secrets exist as text only while an answer is described. */
  private List<String> secrets() {
    return credentials
        .secret()
        .use(
            characters -> {
              String plain = new String(characters);
              String pair = credentials.username().orElse("") + ":" + plain;
              return List.of(
                  plain, Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
            });
  }
}
