package io.github.dhisadmin.testkit.schema;

import static io.github.dhisadmin.jooq.internal.dhis2.tables.Category.CATEGORY;
import static io.github.dhisadmin.jooq.internal.dhis2.tables.Enrollment.ENROLLMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.tables.Organisationunit.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.tables.Userinfo.USERINFO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.UnsupportedSchemaException;
import io.github.dhisadmin.jooq.internal.dhis2.DefaultSchema;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.schema.EventTable;
import io.github.dhisadmin.schema.SchemaFamily;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import io.github.dhisadmin.testkit.postgres.StatementCount;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Dhis2SchemaProbeIT {
  @RegisterExtension static Dhis2DatabaseExtension db = Dhis2DatabaseExtension.v242();

  @Test
  void shape_of_2_40_is_recognised() {
    Dhis2Schema schema = probe(Shape.V2_40);

    assertThat(schema.family()).isEqualTo(SchemaFamily.V2_40);
    assertThat(schema.resourceTablePrefix()).isEqualTo("_");
    assertThat(schema.nameOf(CATEGORY)).isEqualTo("dataelementcategory");
    assertThat(schema.nameOf(ENROLLMENT.OCCURREDDATE)).isEqualTo("incidentdate");
    assertThat(schema.eventTables())
        .extracting(EventTable::name)
        .containsExactly("programstageinstance");
    assertThat(schema.quotesSettings()).isTrue();
    assertThat(schema.minMaxKeyedByDimensions()).isFalse();
    assertThat(schema.periodTypes()).hasSize(19);
    assertThat(schema.hasColumn(USERINFO.NAME)).isFalse();
  }

  @Test
  void shape_of_2_42_is_recognised() {
    Dhis2Schema schema = probe(Shape.V2_42);

    assertThat(schema.family()).isEqualTo(SchemaFamily.V2_42);
    assertThat(schema.resourceTablePrefix()).isEqualTo("analytics_rs_");
    assertThat(schema.eventTables()).extracting(EventTable::name).containsExactly("event");
    assertThat(schema.quotesSettings()).isFalse();
    assertThat(schema.hasPeriodIso()).isFalse();
    assertThat(schema.minMaxKeyedByDimensions()).isTrue();
    assertThat(schema.hasSkipIndividualAnalytics()).isTrue();
    assertThat(schema.hasSkipAnalytics()).isFalse();
    assertThat(schema.needsDhis2User()).isFalse();
    assertThat(schema.auditsDataValues()).isFalse();
    assertThat(schema.hasOutputPeriodTypes()).isFalse();
    schema.require("everything generated", DefaultSchema.DEFAULT_SCHEMA.getTables());
  }

  @Test
  void shape_of_2_43_is_recognised() {
    Dhis2Schema schema = probe(Shape.V2_43);

    assertThat(schema.family()).isEqualTo(SchemaFamily.V2_43);
    assertThat(schema.eventSplit()).isTrue();
    assertThat(schema.eventTables())
        .extracting(EventTable::name)
        .containsExactly("trackerevent", "singleevent");
    assertThat(schema.hasPeriodIso()).isTrue();
    assertThat(schema.hasSkipAnalytics()).isTrue();
    assertThat(schema.hasSkipIndividualAnalytics()).isFalse();
    assertThat(schema.needsDhis2User()).isTrue();
    assertThat(schema.auditsDataValues()).isTrue();
    assertThat(schema.hasOutputPeriodTypes()).isTrue();
    assertThat(schema.periodTypes()).hasSize(23);
  }

  @ParameterizedTest
  @EnumSource
  void generated_tables_are_readable_under_the_names_of_each_shape(Shape shape) {
    Settings settings = probe(shape).renderSettings(new Settings());
    DSLContext ctx = DSL.using(db.database(shape).dataSource(), SQLDialect.POSTGRES, settings);

    assertThat(
            ctx.fetchCount(
                DSL.select(CATEGORY.UID, ORGANISATIONUNIT.PATH).from(CATEGORY, ORGANISATIONUNIT)))
        .isZero();
  }

  @ParameterizedTest
  @EnumSource
  void geometry_and_server_are_reported_as_they_are(Shape shape) {
    Dhis2Schema schema = probe(shape);

    assertThat(schema.hasPostgis()).isEqualTo(db.database(shape).hasPostgis());
    assertThat(schema.hasGeometry(ORGANISATIONUNIT)).isEqualTo(schema.hasPostgis());
    assertThat(schema.report().serverVersion()).isGreaterThanOrEqualTo(100000);
    assertThat(schema.report().schemaName()).isEqualTo("public");
  }

  @Test
  void catalogue_is_read_in_two_statements() {
    db.database();
    try (StatementCount count = db.dataSource().countStatements()) {
      probe(Shape.V2_42);

      assertThat(count.count()).isEqualTo(2);
    }
  }

  @Test
  void schema_without_dhis2_tables_is_refused() {
    DSLContext ctx = DSL.using(db.dataSource(), SQLDialect.POSTGRES);

    assertThatThrownBy(() -> Dhis2Schema.probe(ctx, "elsewhere"))
        .isInstanceOfSatisfying(
            UnsupportedSchemaException.class,
            e ->
                assertThat(e.missing())
                    .isEqualTo(
                        List.of(
                            "category", "datavalue", "enrollment", "organisationunit", "period")));
  }

  private static Dhis2Schema probe(Shape shape) {
    return Dhis2Schema.probe(
        DSL.using(db.database(shape).dataSource(), SQLDialect.POSTGRES), "public");
  }
}
