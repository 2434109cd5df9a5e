package io.github.dhisadmin.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TestkitArchitectureTest {
  private final JavaClasses testkit =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  @Test
  void the_importer_sees_the_module() {
    assertThat(testkit).hasSizeGreaterThan(15);
  }

  @Test
  void writes_by_plain_jdbc() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jooq..", "io.github.dhisadmin.jooq..")
        .because("a fixture that shares code with what it tests shares its bugs")
        .check(testkit);
  }
}
