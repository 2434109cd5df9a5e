package io.github.dhisadmin.jooq.internal.runlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.jooq.internal.admin.Tables;
import io.github.dhisadmin.model.IntegrityRun;
import io.github.dhisadmin.model.IntegrityRunIssue;
import io.github.dhisadmin.model.IntegrityRunOutcome;
import io.github.dhisadmin.model.JobExecution;
import io.github.dhisadmin.model.MaintenanceRun;
import io.github.dhisadmin.model.MaintenanceRunStep;
import io.github.dhisadmin.model.StatisticsSnapshot;
import io.github.dhisadmin.model.StatisticsSnapshotValue;
import io.github.dhisadmin.model.TableRun;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The entities that hosts read describe the tables that the library writes. */
class EntitiesTest {

  @ParameterizedTest
  @MethodSource("entities")
  void entity_has_the_columns_of_its_table(Class<?> entity, Table<?> table) {
    assertThat(attribute(entity, "Table", "schema")).contains("dhis_admin");
    assertThat(attribute(entity, "Table", "name")).contains(table.getName());
    assertThat(
            Arrays.stream(entity.getDeclaredFields())
                .flatMap(field -> attribute(field, "Column", "name").stream()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(table.fields()).map(Field::getName).toList());
  }

  static Stream<Arguments> entities() {
    return Stream.of(
        Arguments.of(TableRun.class, Tables.TABLE_RUN),
        Arguments.of(IntegrityRun.class, Tables.INTEGRITY_RUN),
        Arguments.of(IntegrityRunOutcome.class, Tables.INTEGRITY_OUTCOME),
        Arguments.of(IntegrityRunIssue.class, Tables.INTEGRITY_ISSUE),
        Arguments.of(JobExecution.class, Tables.JOB_RUN),
        Arguments.of(MaintenanceRun.class, Tables.MAINTENANCE_RUN),
        Arguments.of(MaintenanceRunStep.class, Tables.MAINTENANCE_STEP),
        Arguments.of(StatisticsSnapshot.class, Tables.STATISTICS_SNAPSHOT),
        Arguments.of(StatisticsSnapshotValue.class, Tables.STATISTICS_VALUE));
  }

  /** Read by name, as this module does not depend on the annotations. */
  private static Optional<String> attribute(
      AnnotatedElement element, String annotation, String attribute) {
    return Arrays.stream(element.getAnnotations())
        .filter(each -> each.annotationType().getSimpleName().equals(annotation))
        .map(each -> valueOf(each, attribute))
        .findFirst();
  }

  private static String valueOf(Annotation annotation, String attribute) {
    try {
      return (String) annotation.annotationType().getMethod(attribute).invoke(annotation);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(annotation + " has no " + attribute, e);
    }
  }
}
