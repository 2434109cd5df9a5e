package io.github.dhisadmin.examples.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.TryCatchBlock;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How code is written, in all modules. */
class CodeRulesTest {
  private static final int MAX_PARAMETERS = 7;
  private static final DescribedPredicate<JavaClass> RUNTIME = Module.in(Module.RUNTIME);
  private static final DescribedPredicate<JavaClass> PUBLISHED =
      Module.in(Module.API, Module.CORE, Module.JOOQ, Module.SYNC, Module.TESTKIT);
  private static final List<String> HIDDEN_PACKAGES =
      List.of(
          "org.jooq",
          "com.rabbitmq",
          "com.fasterxml",
          "com.cronutils",
          "io.github.resilience4j",
          "com.github.benmanes",
          "org.antlr",
          "org.flywaydb",
          "org.hisp",
          "org.yaml");

  @Test
  void signatures_for_users_show_no_type_of_a_dependency_or_an_internal_package() {
    codeUnits()
        .that()
        .areDeclaredInClassesThat(PUBLISHED.and(forUsers()))
        .and(areOpen())
        .should(showOnlyTypesForUsers())
        .because("a dependency in a signature can never be replaced or upgraded on its own")
        .check(ProductionClasses.ALL);
  }

  @Test
  void time_is_taken_from_a_clock() {
    noClasses()
        .that(Module.in(Module.API, Module.CORE, Module.JOOQ, Module.SYNC, Module.EXAMPLES))
        .should()
        .callMethodWhere(readsTheSystemClock())
        .orShould()
        .dependOnClassesThat(
            equivalentTo(Date.class)
                .or(equivalentTo(Calendar.class))
                .or(name("java.text.SimpleDateFormat")))
        .because("a test must be able to say what time it is")
        .check(ProductionClasses.ALL);
  }

  @Test
  void threads_come_from_one_factory() {
    noClasses()
        .that(RUNTIME)
        .and()
        .doNotHaveFullyQualifiedName("io.github.dhisadmin.core.internal.run.WorkerThreads")
        .should()
        .callMethodWhere(targetOwner(equivalentTo(Executors.class)))
        .orShould()
        .callConstructorWhere(target(name("<init>")).and(targetOwner(equivalentTo(Thread.class))))
        .because("a host must know every thread that runs in its process")
        .check(ProductionClasses.ALL);
  }

  @Test
  void nobody_sleeps() {
    noClasses()
        .should()
        .callMethodWhere(
            target(name("sleep"))
                .and(targetOwner(equivalentTo(Thread.class)))
                .as("Thread.sleep is called"))
        .because("who waits for something waits for that thing")
        .check(ProductionClasses.ALL);
  }

  @Test
  void there_is_no_static_state() {
    fields()
        .that()
        .areStatic()
        .should()
        .beFinal()
        .because("two libraries in one process must not share what they remember")
        .check(ProductionClasses.ALL);
  }

  @Test
  void what_changes_is_guarded_by_one_class() {
    fields()
        .that()
        .areNotStatic()
        .and()
        .areNotFinal()
        .and()
        .areDeclaredInClassesThat(RUNTIME)
        .should()
        .bePrivate()
        .because("only one class can keep the rules by which a field changes")
        .check(ProductionClasses.ALL);
  }

  @Test
  void there_are_no_setters() {
    noMethods()
        .that()
        .areNotPrivate()
        .and()
        .areDeclaredInClassesThat(RUNTIME)
        .should()
        .haveNameMatching("set[A-Z].*")
        .because("an operation says what it means, a setter does not")
        .check(ProductionClasses.ALL);
  }

  @Test
  void failures_have_types_of_their_own() {
    GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS
        .because("a host cannot branch on a RuntimeException")
        .check(ProductionClasses.ALL.that(RUNTIME));
  }

  @Test
  void nobody_catches_everything() {
    codeUnits()
        .that()
        .areDeclaredInClassesThat(
            RUNTIME.and(
                DescribedPredicate.describe(
                    "not at the top of a thread",
                    type -> !type.getSimpleName().matches(".*(Loop|Runner)"))))
        .should(catchNothingAs(Exception.class))
        .because("a bug that is caught as if it were expected is found much later")
        .check(ProductionClasses.ALL);
  }

  @Test
  void constructors_take_few_parameters() {
    constructors()
        .that()
        .areDeclaredInClassesThat(
            DescribedPredicate.describe(
                "are neither values nor anonymous",
                type ->
                    !type.isRecord()
                        && !type.isEnum()
                        && !type.isAnonymousClass()
                        && !type.isLocalClass()))
        .should(takeAtMost(MAX_PARAMETERS))
        .because("a class that needs more does more than one thing")
        .check(ProductionClasses.ALL);
  }

  @Test
  void names_say_what_a_class_is() {
    noClasses()
        .should()
        .haveNameMatching(".*(Utils?|Helper|Manager|Impl)")
        .orShould()
        .haveNameMatching(".*[.$]Abstract[A-Z].*")
        .because("a name for anything gathers everything")
        .check(ProductionClasses.ALL);
  }

  @Test
  void standard_streams_belong_to_the_host() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
        .because("only a command line may write there")
        .check(ProductionClasses.ALL.that(RUNTIME));
  }

  @Test
  void no_settings_are_read_behind_the_hosts_back() {
    noClasses()
        .that(RUNTIME)
        .should()
        .callMethodWhere(
            targetOwner(equivalentTo(System.class))
                .and(
                    target(name("getProperty"))
                        .or(target(name("getenv")))
                        .or(target(name("setProperty")))))
        .because("the builder is the only place where a host sets something")
        .check(ProductionClasses.ALL);
  }

  private static DescribedPredicate<JavaClass> forUsers() {
    return DescribedPredicate.describe(
        "for users",
        type ->
            type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.getPackageName().contains(".internal"));
  }

  private static DescribedPredicate<JavaCodeUnit> areOpen() {
    return DescribedPredicate.describe(
        "public or protected",
        unit ->
            unit.getModifiers().contains(JavaModifier.PUBLIC)
                || unit.getModifiers().contains(JavaModifier.PROTECTED));
  }

  private static ArchCondition<JavaCodeUnit> showOnlyTypesForUsers() {
    return new ArchCondition<>("show only types for users") {
      @Override
      public void check(JavaCodeUnit unit, ConditionEvents events) {
        Stream<JavaType> shown =
            Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
        shown
            .flatMap(type -> type.getAllInvolvedRawTypes().stream())
            .filter(CodeRulesTest::isHidden)
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            unit, unit.getFullName() + " shows " + type.getName())));
      }
    };
  }

  private static boolean isHidden(JavaClass type) {
    String packageName = type.getPackageName();
    return HIDDEN_PACKAGES.stream().anyMatch(packageName::startsWith)
        || (packageName.startsWith("io.github.dhisadmin") && packageName.contains(".internal"));
  }

  private static DescribedPredicate<JavaMethodCall> readsTheSystemClock() {
    return DescribedPredicate.describe(
        "reads the system clock",
        call ->
            (call.getTargetOwner().getPackageName().equals("java.time")
                    && call.getName().equals("now")
                    && call.getTarget().getRawParameterTypes().stream()
                        .noneMatch(type -> type.getName().equals("java.time.Clock")))
                || (call.getTargetOwner().isEquivalentTo(System.class)
                    && call.getName().equals("currentTimeMillis")));
  }

  private static ArchCondition<JavaCodeUnit> catchNothingAs(Class<? extends Throwable> type) {
    return new ArchCondition<>("not catch " + type.getSimpleName()) {
      @Override
      public void check(JavaCodeUnit unit, ConditionEvents events) {
        for (TryCatchBlock block : unit.getTryCatchBlocks()) {
          if (block.getCaughtThrowables().stream().anyMatch(each -> each.isEquivalentTo(type))) {
            events.add(SimpleConditionEvent.violated(unit, unit.getFullName() + " catches it"));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaConstructor> takeAtMost(int parameters) {
    return new ArchCondition<>("take at most " + parameters + " parameters") {
      @Override
      public void check(JavaConstructor constructor, ConditionEvents events) {
        int taken = constructor.getRawParameterTypes().size();
        if (taken > parameters) {
          events.add(
              SimpleConditionEvent.violated(
                  constructor, constructor.getFullName() + " takes " + taken));
        }
      }
    };
  }
}
