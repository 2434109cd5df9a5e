package io.github.dhisadmin.jooq;

import static com.tngtech.archunit.core.domain.AccessTarget.Predicates.declaredIn;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.nio.file.Path;
import java.sql.Statement;
import org.jooq.PlainSQL;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

class JooqArchitectureTest {
  private static final String PLAIN_SQL_PACKAGE = "io.github.dhisadmin.jooq.internal.sql..";

  private final JavaClasses jooq =
      new ClassFileImporter()
          .withImportOption(JooqArchitectureTest::isWrittenByHand)
          .importPath(Path.of("target", "classes"));

  @Test
  void the_importer_sees_the_module() {
    assertThat(jooq).hasSizeGreaterThan(15);
  }

  @Test
  void sql_text_has_one_home() {
    noClasses()
        .that()
        .resideOutsideOfPackage(PLAIN_SQL_PACKAGE)
        .should()
        .callMethodWhere(target(annotatedWith(PlainSQL.class)))
        .because("names and values that are spliced into text are how injections begin")
        .check(jooq);
  }

  @Test
  void statements_are_executed_by_jooq() {
    noClasses()
        .that()
        .resideOutsideOfPackage(PLAIN_SQL_PACKAGE)
        .should()
        .callMethodWhere(target(declaredIn(Statement.class)).and(target(nameMatching("execute.*"))))
        .because("only statements that jOOQ renders can be cancelled and are translated on failure")
        .check(jooq);
  }

  @Test
  void arrays_to_compare_with_are_bound_as_arrays() {
    noClasses()
        .should()
        .callMethod(DSL.class, "any", Object[].class)
        .because("PostgreSQL reads the text that jOOQ makes of them anew for each row: BoundArray")
        .check(jooq);
  }

  @Test
  void persistence_is_the_only_type_for_users() {
    classes()
        .that()
        .arePublic()
        .and()
        .resideOutsideOfPackage("..internal..")
        .should()
        .haveNameMatching("io.github.dhisadmin.jooq.JooqPersistence.*")
        .because("a host meets this module through the persistence alone")
        .check(jooq);
  }

  private static boolean isWrittenByHand(Location location) {
    return !location.contains("/jooq/internal/dhis2/")
        && !location.contains("/jooq/internal/admin/");
  }
}
