package io.github.dhisadmin;

import io.github.dhisadmin.core.internal.integrity.custom.CustomCheckFiles;
import io.github.dhisadmin.integrity.CustomCheckSource;
import java.nio.file.Path;

/** Sources of the checks that an operator brings. */
public final class CustomChecks {
  private CustomChecks() {}

  /**
   * The checks in the YAML files below a directory. Needs {@code org.yaml:snakeyaml} on the class
   * path.
   */
  public static CustomCheckSource in(Path directory) {
    return new CustomCheckFiles(directory);
  }
}
