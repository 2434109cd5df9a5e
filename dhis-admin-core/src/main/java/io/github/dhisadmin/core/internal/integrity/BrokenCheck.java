package io.github.dhisadmin.core.internal.integrity;

import io.github.dhisadmin.error.ConfigurationException;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.spi.CheckRun;
import io.github.dhisadmin.spi.StoredCheck;
import java.util.Optional;
import java.util.function.Consumer;

/** An operator's check whose definition is wrong; running it tells what. */
record BrokenCheck(IntegrityCheck definition) implements StoredCheck {

  /** The database lacks nothing; the definition does. */
  @Override
  public Optional<String> missing() {
    return Optional.empty();
  }

  @Override
  public Finding run(CheckRun run, Consumer<IntegrityIssue> sink) {
    throw new ConfigurationException(definition.problems());
  }
}
