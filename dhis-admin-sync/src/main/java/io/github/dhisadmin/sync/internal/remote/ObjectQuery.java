package io.github.dhisadmin.sync.internal.remote;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which metadata objects are asked for. Answers come whole: without saying so, DHIS2 answers the
 * first 50 only.
 *
 * @param type as in dataElements
 * @param property that has one of the values, as in id or categoryCombo.id; empty for all objects
 * @param values none of which may hold a comma, a bracket or a colon
 * @param fields of each object, as in {@code :owner} or {@code id,name}
 */
public record ObjectQuery(String type, String property, Collection<String> values, String fields) {
  /** Servers and proxies refuse longer lines than about 8,000 characters. */
  private static final int LONGEST_VALUES = 5_000;

  /** Copies the values. */
  public ObjectQuery {
    values = List.copyOf(values);
  }

  /** All objects of a type. */
  public static ObjectQuery all(String type, String fields) {
    return new ObjectQuery(type, "", List.of(), fields);
  }

  /** The objects with these uids, as far as they are there. */
  public static ObjectQuery of(String type, Collection<String> uids, String fields) {
    return new ObjectQuery(type, "id", uids, fields);
  }

  /** One request after the other, each short enough; none if no value is asked for. */
  List<String> paths() {
    String start = "/api/" + type + ".json?paging=false&fields=" + encoded(fields);
    List<String> paths = new ArrayList<>();
    if (property.isEmpty()) {
      paths.add(start);
      return paths;
    }
    StringBuilder some = new StringBuilder();
    for (String value : values) {
      String next = encoded(value);
      if (!some.isEmpty() && some.length() + next.length() > LONGEST_VALUES) {
        paths.add(path(start, some));
        some.setLength(0);
      }
      some.append(some.isEmpty() ? "" : ",").append(next);
    }
    if (!some.isEmpty()) {
      paths.add(path(start, some));
    }
    return paths;
  }

  private String path(String start, CharSequence some) {
    return start + "&filter=" + property + ":in:" + encoded("[") + some + encoded("]");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
