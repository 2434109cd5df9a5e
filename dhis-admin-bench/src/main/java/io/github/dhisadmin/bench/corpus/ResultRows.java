package io.github.dhisadmin.bench.corpus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query without their order. Sums of doubles depend on the order of the rows they are
 * made of, so doubles are equal when they differ by less than a billionth.
 */
final class ResultRows {
  private static final double TOLERANCE = 1e-9;

  private final List<List<@Nullable Object>> rows;

  ResultRows(List<List<@Nullable Object>> rows) {
    this.rows = new ArrayList<>(rows);
    this.rows.sort(Comparator.comparing(ResultRows::key));
  }

  int size() {
    return rows.size();
  }

  /** The first difference to other rows in words, empty when there is none. */
  Optional<String> differenceTo(ResultRows other) {
    if (rows.size() != other.rows.size()) {
      return Optional.of(rows.size() + " rows instead of " + other.rows.size());
    }
    for (int row = 0; row < rows.size(); row++) {
      if (!equal(rows.get(row), other.rows.get(row))) {
        return Optional.of(rows.get(row) + " instead of " + other.rows.get(row));
      }
    }
    return Optional.empty();
  }

  private static boolean equal(List<@Nullable Object> one, List<@Nullable Object> other) {
    for (int column = 0; column < one.size(); column++) {
      if (!equal(one.get(column), other.get(column))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equal(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Double a && other instanceof Double b) {
      return Double.compare(a, b) == 0
          || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
    }
    return Objects.equals(one, other);
  }

  private static String key(List<@Nullable Object> row) {
    return row.stream()
        .filter(each -> !(each instanceof Double))
        .map(String::valueOf)
        .collect(Collectors.joining("|"));
  }
}
