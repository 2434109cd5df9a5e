package io.github.dhisadmin.examples.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;

/** What tests must keep to. */
class TestRulesTest {
  private final JavaClasses tests =
      new ClassFileImporter()
          .importPaths(
              Arrays.stream(Module.values())
                  .map(Module::testClasses)
                  .filter(Files::isDirectory)
                  .toList());

  @Test
  void the_importer_sees_the_tests() {
    assertThat(tests).hasSizeGreaterThan(20);
  }

  @Test
  void tests_are_where_the_build_looks_for_them() {
    methods()
        .that(areTests())
        .should(standInAClassThatTheBuildRuns())
        .because("a test under another name never runs, and nobody notices")
        .check(tests);
  }

  @Test
  void tests_do_not_sleep() {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .because("a test that sleeps is slow when it passes and flaky when it does not")
        .check(tests);
  }

  private static DescribedPredicate<JavaMethod> areTests() {
    return DescribedPredicate.describe(
        "are tests",
        method ->
            method.isAnnotatedWith(Test.class)
                || method.isAnnotatedWith(TestTemplate.class)
                || method.isMetaAnnotatedWith(TestTemplate.class));
  }

  private static ArchCondition<JavaMethod> standInAClassThatTheBuildRuns() {
    return new ArchCondition<>("stand in a class named *Test, *IT or *Contract") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        JavaClass outermost = method.getOwner();
        while (outermost.getEnclosingClass().isPresent()) {
          outermost = outermost.getEnclosingClass().get();
        }
        if (!outermost.getSimpleName().matches(".*(Test|IT|Contract)")) {
          events.add(SimpleConditionEvent.violated(method, method.getFullName()));
        }
      }
    };
  }
}
