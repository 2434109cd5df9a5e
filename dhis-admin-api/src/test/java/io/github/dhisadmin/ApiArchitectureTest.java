package io.github.dhisadmin;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.dhisadmin.error.DhisAdminException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ApiArchitectureTest {
  private final JavaClasses api = new ClassFileImporter().importPath(Path.of("target", "classes"));

  @Test
  void the_importer_sees_the_module() {
    assertThat(api).hasSizeGreaterThan(40);
  }

  @Test
  void depends_on_annotations_only() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.github.dhisadmin..", "java..", "jakarta.persistence..", "org.jspecify..")
        .because("every host has this module on its class path, and nothing else of ours")
        .check(api);
  }

  @Test
  void types_are_interfaces_records_enums_or_final() {
    classes()
        .that()
        .arePublic()
        .and()
        .resideOutsideOfPackages("io.github.dhisadmin.spi", "io.github.dhisadmin.model")
        .should(
            be(
                INTERFACES
                    .or(modifier(JavaModifier.FINAL))
                    .or(closedToSubclassesOutsideItsPackage())))
        .because("what users cannot extend can change without breaking them")
        .check(api);
  }

  @Test
  void exceptions_belong_to_one_family() {
    classes()
        .that()
        .areAssignableTo(Throwable.class)
        .should()
        .beAssignableTo(DhisAdminException.class)
        .because("a host catches one type and branches on its code")
        .check(api);
  }

  private static DescribedPredicate<JavaClass> closedToSubclassesOutsideItsPackage() {
    return DescribedPredicate.describe(
        "closed to subclasses outside its package",
        type ->
            type.getConstructors().stream()
                .noneMatch(
                    constructor ->
                        constructor.getModifiers().contains(JavaModifier.PUBLIC)
                            || constructor.getModifiers().contains(JavaModifier.PROTECTED)));
  }
}
