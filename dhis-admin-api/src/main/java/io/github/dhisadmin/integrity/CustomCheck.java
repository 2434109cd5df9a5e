package io.github.dhisadmin.integrity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A check that the operator of an installation gives as SQL. It runs read-only, with the same
 * timeout as any other.
 *
 * @param check how it is listed; its source is {@code CUSTOM}
 * @param detailsSql one query whose columns are the id, name and, if given, comment and
 *     references, in this order and of any type that can be read as text; references are an array
 *     of texts
 * @param totalSqlOrNull one query for the number of objects that could have an issue; null if
 *     unknown
 */
public record CustomCheck(
    IntegrityCheck check, String detailsSql, @Nullable String totalSqlOrNull) {

  /** Query for the number of objects that could have an issue. */
  public Optional<String> totalSql() {
    return Optional.ofNullable(totalSqlOrNull);
  }
}
