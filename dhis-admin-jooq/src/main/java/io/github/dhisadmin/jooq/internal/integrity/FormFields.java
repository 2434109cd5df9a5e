package io.github.dhisadmin.jooq.internal.integrity;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the data elements that a custom form has fields for. DHIS2 looks at self-closed input
 * elements with double quotes only (2.42); this takes any element, any quotes and any case, and
 * fields that a script writes, so that a form in use is not called incomplete. What stands in a
 * comment is no field.
 */
final class FormFields {
  private static final Pattern COMMENT = Pattern.compile("<!--.*?(?:-->|\\z)", Pattern.DOTALL);
  private static final String UID = "[a-z][a-z0-9]{10}";
  private static final String VALUE = "\\s*=\\s*\\\\?[\"']?\\s*";
  private static final Pattern FIELD =
      Pattern.compile(
          "(?<![\\w-])(?:id"
              + VALUE
              + "("
              + UID
              + ")-"
              + UID
              + "-val|dataelementid"
              + VALUE
              + "("
              + UID
              + "))(?![\\w-])",
          Pattern.CASE_INSENSITIVE);

  private FormFields() {}

  /** The uids of data elements with a field of their own or for their total. */
  static Set<String> dataElements(String html) {
    Set<String> uids = new HashSet<>();
    Matcher matcher = FIELD.matcher(COMMENT.matcher(html).replaceAll(" "));
    while (matcher.find()) {
      String ofValue = matcher.group(1);
      uids.add(ofValue == null ? matcher.group(2) : ofValue);
    }
    return uids;
  }
}
