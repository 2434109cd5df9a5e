package io.github.dhisadmin.jooq.internal.sync;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Primary keys as texts, as in {@code 12,7,3}. */
final class RowIds {
  private RowIds() {}

  static String text(List<Long> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  static List<Long> parse(String text) {
    return Arrays.stream(text.split(",", -1)).map(Long::valueOf).toList();
  }
}
