package io.github.dhisadmin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CoreArchitectureTest {
  private final JavaClasses core = new ClassFileImporter().importPath(Path.of("target", "classes"));

  @Test
  void the_importer_sees_the_module() {
    assertThat(core).hasSizeGreaterThan(5);
  }

  @Test
  void entry_points_are_the_only_types_for_users() {
    classes()
        .that()
        .arePublic()
        .and()
        .resideOutsideOfPackage("..internal..")
        .should()
        .haveNameMatching(
            "io.github.dhisadmin.(DhisAdmin.*|CronPreview|CustomChecks|DiscrepancyReport|IntegrityReport)")
        .because("a host meets this module through the builder, and what goes in and out of it")
        .check(core);
  }

  @Test
  void knows_no_database() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.jooq..")
        .because("the persistence is passed in, so that engines can be tested without a database")
        .check(core);
  }
}
