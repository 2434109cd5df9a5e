package io.github.dhisadmin.examples.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may see whom. */
class ModuleRulesTest {

  @ParameterizedTest
  @EnumSource
  void the_importer_sees_every_module(Module module) {
    assertThat(ProductionClasses.ALL.stream().filter(module::contains)).isNotEmpty();
  }

  @Test
  void the_importer_sees_about_as_many_classes_as_there_are() {
    assertThat(ProductionClasses.ALL).hasSizeGreaterThan(120);
  }

  @ParameterizedTest
  @EnumSource(names = {"API", "CORE", "JOOQ", "SYNC", "TESTKIT"})
  void modules_meet_in_the_api(Module module) {
    Module[] hidden =
        Arrays.stream(Module.values())
            .filter(other -> !module.visible().contains(other))
            .toArray(Module[]::new);

    noClasses()
        .that(Module.in(module))
        .should()
        .dependOnClassesThat(Module.in(hidden))
        .because("a host that uses one module must not be given another one with it")
        .allowEmptyShould(true)
        .check(ProductionClasses.ALL);
  }

  @Test
  void internals_are_used_by_their_own_module() {
    classes()
        .should(notUseInternalsOfAnotherModule())
        .because("what is internal changes without notice")
        .check(ProductionClasses.ALL);
  }

  @Test
  void features_do_not_depend_on_each_other_in_circles() {
    slices()
        .matching("io.github.dhisadmin.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a feature that is part of a circle cannot be understood alone")
        .check(ProductionClasses.ALL);
  }

  @Test
  void internals_do_not_depend_on_each_other_in_circles() {
    slices()
        .matching("io.github.dhisadmin.(*).internal.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a feature that is part of a circle cannot be understood alone")
        .check(ProductionClasses.ALL);
  }

  @Test
  void every_package_says_what_it_is_and_that_null_is_the_exception() {
    classes()
        .that(DescribedPredicate.describe("stand in a package", type -> !type.isNestedClass()))
        .should(beInAPackageMarkedForNulls())
        .because("what is not marked is not checked")
        .check(ProductionClasses.ALL);
  }

  private static ArchCondition<JavaClass> notUseInternalsOfAnotherModule() {
    return new ArchCondition<>("not use internals of another module") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          boolean internal =
              target.getPackageName().startsWith("io.github.dhisadmin.")
                  && target.getPackageName().contains(".internal");
          if (internal && !moduleOf(type).contains(target)) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaClass> beInAPackageMarkedForNulls() {
    return new ArchCondition<>("be in a package that is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked")) {
          events.add(
              SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
        }
      }
    };
  }

  private static Module moduleOf(JavaClass type) {
    return Arrays.stream(Module.values())
        .filter(module -> module.contains(type))
        .findFirst()
        .orElseThrow();
  }
}
