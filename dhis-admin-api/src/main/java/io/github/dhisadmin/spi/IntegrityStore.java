package io.github.dhisadmin.spi;

import io.github.dhisadmin.integrity.CustomCheck;
import java.util.List;

/** The checks that are queries, and what other checks and the history need of a database. */
public interface IntegrityStore {

  /** The checks that are queries. */
  List<StoredCheck> checks();

  /** Makes an operator's check runnable. */
  StoredCheck custom(CustomCheck check);

  /** Expressions, and the objects they speak of. */
  ExpressionStore expressions();

  /** What the library remembers of former runs. */
  IntegrityRunLog runs();
}
