package io.github.dhisadmin.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class Dhis2ProcedureIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension DATABASE = Dhis2DatabaseExtension.v242().freshForEachTest();

  private Dhis2Fixture fixture;
  private Sessions sessions;

  @BeforeEach
  void make_a_hierarchy_of_three_levels() {
    sessions = Sessions.of(DATABASE.dataSource());
    fixture = Dhis2Fixture.on(DATABASE.dataSource());
    fixture.organisationUnit("Rwanda");
    fixture.organisationUnit("Kigali").parent("Rwanda");
    fixture.organisationUnit("Remera").parent("Kigali");
  }

  @AfterEach
  void close_sessions() {
    sessions.close();
  }

  @Test
  void values_are_exported_by_their_kind() {
    fixture.dataElement("Doses").valueType("INTEGER").aggregationType("SUM");
    fixture.dataElement("Stock").valueType("NUMBER").aggregationType("AVERAGE");
    fixture.dataElement("Open").valueType("BOOLEAN").aggregationType("SUM");
    fixture.dataElement("Seen").valueType("TRUE_ONLY").aggregationType("SUM");
    fixture.dataElement("Remark").valueType("TEXT").aggregationType("NONE");
    fixture.dataElement("Photo").valueType("IMAGE").aggregationType("NONE");
    value("Doses", "202401", "12");
    value("Doses", "202402", "0");
    value("Doses", "202403", "1e3");
    value("Stock", "202401", "0");
    value("Stock", "202402", "-2.5");
    value("Open", "202401", "true");
    value("Open", "202402", "false");
    value("Seen", "202401", "true");
    value("Seen", "202402", "false");
    value("Remark", "202401", "late");
    value("Photo", "202401", "a picture");
    fixture.dataValue("Doses", "202404", "Remera").value("7").deleted();

    run(false);

    assertThat(rows("select dx, pe, value, textvalue, daysno, daysxvalue from peer.analytics_2024"))
        .containsExactlyInAnyOrder(
            tuple(uid("Doses"), "202401", 12.0, null, 31, 372.0),
            tuple(uid("Stock"), "202401", 0.0, null, 31, 0.0),
            tuple(uid("Stock"), "202402", -2.5, null, 29, -72.5),
            tuple(uid("Open"), "202401", 1.0, null, 31, 31.0),
            tuple(uid("Open"), "202402", 0.0, null, 29, 0.0),
            tuple(uid("Seen"), "202401", 1.0, null, 31, 31.0),
            tuple(uid("Remark"), "202401", null, "late", 31, null));
  }

  @Test
  void every_year_with_values_has_a_partition_that_the_parent_includes() {
    fixture.dataElement("Doses").valueType("INTEGER").aggregationType("SUM");
    value("Doses", "202312", "3");
    value("Doses", "202401", "4");

    PeerRun run = run(false);

    assertThat(run.years()).containsExactly(2023, 2024);
    assertThat(run.rows()).isEqualTo(2);
    assertThat(rows("select pe, year, monthly, yearly, uidlevel2 from peer.analytics_2023"))
        .containsExactly(
            tuple("202312", 2023, "202312", "2023", fixture.organisationUnit("Kigali").uid()));
    assertThat(rows("select value from peer.analytics order by value"))
        .containsExactly(tuple(3.0), tuple(4.0));
  }

  @Test
  void units_below_an_aggregation_level_lose_that_level_and_those_above() {
    fixture.dataElement("Doses").valueType("INTEGER").aggregationType("SUM").aggregationLevels(2);
    value("Doses", "202401", "4");
    fixture.dataValue("Doses", "202401", "Kigali").value("5");

    run(false);

    String rwanda = fixture.organisationUnit("Rwanda").uid();
    String kigali = fixture.organisationUnit("Kigali").uid();
    String remera = fixture.organisationUnit("Remera").uid();
    assertThat(rows("select ou, uidlevel1, uidlevel2, uidlevel3 from peer.analytics"))
        .containsExactlyInAnyOrder(
            tuple(remera, null, null, remera), tuple(kigali, rwanda, kigali, null));
  }

  @Test
  void outlier_statistics_are_of_all_years_and_of_deleted_values_too() {
    fixture.dataElement("Doses").valueType("INTEGER").aggregationType("SUM");
    value("Doses", "202312", "10");
    value("Doses", "202401", "20");
    fixture.dataValue("Doses", "202402", "Remera").value("60").deleted();

    run(true);

    assertThat(
            rows(
                "select value, avg_middle_value, percentile_middle_value, mad,"
                    + " round(std_dev::numeric, 6)::text, petype from peer.analytics"))
        .containsExactlyInAnyOrder(
            tuple(10.0, 30.0, 20.0, 10.0, "21.602469", "Monthly"),
            tuple(20.0, 30.0, 20.0, 10.0, "21.602469", "Monthly"));
  }

  @Test
  void every_dimension_has_an_index_and_no_fact_has() {
    fixture.dataElement("Doses").valueType("INTEGER").aggregationType("SUM");
    value("Doses", "202401", "4");

    PeerRun run = run(false);

    assertThat(
            sessions.texts(
                "select substring(indexdef from '\\((.*)\\)') from pg_indexes"
                    + " where schemaname = 'peer' and tablename = 'analytics_2024'"))
        .containsExactlyInAnyOrder(
            "dx",
            "dx, co",
            "dx, ao",
            "pestartdate",
            "peenddate",
            "year",
            "pe",
            "ou",
            "oulevel",
            "id",
            "uidlevel1",
            "uidlevel2",
            "uidlevel3",
            "monthly",
            "yearly");
    assertThat(run.indexes()).isEqualTo(15);
  }

  @Test
  void a_second_run_replaces_the_first() {
    fixture.dataElement("Doses").valueType("INTEGER").aggregationType("SUM");
    value("Doses", "202401", "4");
    Dhis2Procedure procedure = prepared();
    procedure.run(false);
    value("Doses", "202402", "5");

    sessions.execute("delete from analytics_rs_periodstructure");
    sessions.execute(
        "insert into analytics_rs_periodstructure select p.periodid, to_char(startdate, 'YYYYMM'),"
            + " enddate - startdate + 1, startdate, enddate, 'Monthly', startdate, 2024,"
            + " to_char(startdate, 'YYYYMM'), '2024' from period p");
    procedure.run(false);

    assertThat(rows("select pe, value from peer.analytics"))
        .containsExactlyInAnyOrder(tuple("202401", 4.0), tuple("202402", 5.0));
  }

  private PeerRun run(boolean outliers) {
    return prepared().run(outliers);
  }

  private Dhis2Procedure prepared() {
    sessions.execute(resourceTables());
    return new Dhis2Procedure(sessions, "peer", 2);
  }

  private void value(String dataElement, String period, String value) {
    fixture.dataValue(dataElement, period, "Remera").value(value);
  }

  private String uid(String dataElement) {
    return fixture.dataElement(dataElement).uid();
  }

  private List<Tuple> rows(String sql) {
    return sessions.query(
        sql,
        row -> {
          @Nullable Object[] values = new @Nullable Object[row.getMetaData().getColumnCount()];
          for (int column = 0; column < values.length; column++) {
            values[column] = row.getObject(column + 1);
          }
          return new Tuple(values);
        });
  }

  private static String resourceTables() {
    try (InputStream script =
        Objects.requireNonNull(Dhis2ProcedureIT.class.getResourceAsStream("resource-tables.sql"))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
