package io.github.dhisadmin.bench.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value of the current row. */
@FunctionalInterface
public interface RowReader<T> {
  /** Reads the row the cursor is on, without moving it. */
  T read(ResultSet row) throws SQLException;
}
