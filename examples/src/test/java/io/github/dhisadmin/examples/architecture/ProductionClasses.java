package io.github.dhisadmin.examples.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.Arrays;

/** The classes of all modules that people wrote, read once. */
final class ProductionClasses {
  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ProductionClasses::isWrittenByHand)
          .importPaths(Arrays.stream(Module.values()).map(Module::classes).toList());

  private ProductionClasses() {}

  private static boolean isWrittenByHand(Location location) {
    return !location.contains("/jooq/internal/dhis2/")
        && !location.contains("/jooq/internal/admin/")
        && !location.contains("/jmh_generated/");
  }
}
