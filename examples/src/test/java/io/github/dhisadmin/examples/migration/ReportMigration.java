package io.github.dhisadmin.examples.migration;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.examples.sync.CentralServer;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DataItemSet.Place;
import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.migration.MetadataKind;
import io.github.dhisadmin.migration.MetadataMigrationRequest;
import io.github.dhisadmin.migration.MetadataSelection;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Two DHIS2 databases, each behind a server: a source with a dashboard, and a destination that has
 * the units and, under another uid and name, one of the data elements. The library's own tables are
 * in the destination's database.
 */
final class ReportMigration implements AutoCloseable {
  /** Everything that the dashboard shows, and what that needs. */
  static final MetadataMigrationRequest DASHBOARD =
      MetadataMigrationRequest.of(
          "north", MetadataSelection.of(MetadataKind.DASHBOARDS, "nghVC4wtyzi"), "amina");

  /** Values that {@link #enterYear} enters: two elements, two units, twelve months; a supply. */
  static final int VALUES = 49;

  private static final String PASSWORD = "Very-secret-1";
  private static final List<String> UNITS = List.of("Clinic", "Hospital");

  private final Dhis2Fixture source;
  private final Dhis2Fixture destination;
  private final FakeDhis2 old;
  private final FakeDhis2 central;
  private final DhisAdmin admin;

  ReportMigration(DataSource oldDatabase, DataSource centralDatabase) {
    source = country(oldDatabase);
    destination = country(centralDatabase);
    old = server(oldDatabase);
    central = server(centralDatabase);
    design();
    destination.dataElement("BCG of the centre").code("DE_BCG");
    admin =
        DhisAdmin.builder()
            .persistence(JooqPersistence.of(centralDatabase))
            .sync(CentralServer.synchronisation().requests(0))
            .build();
    Credentials sync = Credentials.basic("sync", Secret.of(PASSWORD));
    admin.sync().targets().add("old", RemoteUrl.of(old.url().toString()), sync);
    admin.sync().targets().add("central", RemoteUrl.of(central.url().toString()), sync);
    service()
        .configurations()
        .save(new MigrationConfiguration("north", "old", "central", List.of()));
  }

  Dhis2Fixture source() {
    return source;
  }

  Dhis2Fixture destination() {
    return destination;
  }

  MigrationService service() {
    return admin.sync().migration();
  }

  /** Dashboards, visualizations and maps of the destination by their keys, as texts. */
  Map<String, String> favourites() {
    Map<String, String> favourites = new TreeMap<>();
    central.stored(StoredKind.METADATA).stream()
        .filter(each -> each.key().matches("(dashboards|visualizations|maps)/.*"))
        .forEach(each -> favourites.put(each.key(), each.fields().toString()));
    return favourites;
  }

  /** Gives the configuration an item set, {@code vaccines}. */
  void save(List<DataItem> items) {
    DataItemSet vaccines =
        new DataItemSet(
            "vaccines",
            DataOrigin.RAW_VALUES,
            PeriodType.named("Monthly").orElseThrow(),
            new Place(source.organisationUnit("Country").uid(), 2),
            items,
            null);
    service()
        .configurations()
        .save(new MigrationConfiguration("north", "old", "central", List.of(vaccines)));
  }

  /** Enters values at the source; tells how they are to stand in the destination's table. */
  Map<String, String> enterYear() {
    Map<String, String> expected = new TreeMap<>();
    int value = 0;
    for (int month = 1; month <= 12; month++) {
      String period = String.format(Locale.ROOT, "2025%02d", month);
      String day = String.format(Locale.ROOT, "2025-%02d-01", month);
      for (String unit : UNITS) {
        value++;
        source.dataValue("BCG", period, unit).value(String.valueOf(value));
        source.dataValue("OPV", period, unit).value(value + ".5");
        expected.put("BCG of the centre " + day + " " + unit, value + "  false");
        expected.put("OPV " + day + " " + unit, value + ".5  false");
      }
    }
    source
        .dataValue("Supply", "202503", "Clinic")
        .value("Stock out")
        .comment("by phone")
        .followUp();
    expected.put("Supply 2025-03-01 Clinic", "Stock out by phone true");
    return expected;
  }

  /** Values by element, first day and unit, each with comment and follow-up mark. */
  static Map<String, String> rows(DataSource database, String condition) throws SQLException {
    Map<String, String> rows = new TreeMap<>();
    for (String row :
        texts(
            database,
            """
            select de.name || ' ' || pe.startdate || ' ' || ou.name || '|' ||
              dv.value || ' ' || coalesce(dv.comment, '') || ' ' || dv.followup::text
            from datavalue dv join dataelement de using (dataelementid)
              join period pe using (periodid)
              join organisationunit ou on ou.organisationunitid = dv.sourceid
            where\s"""
                + condition.replace("deleted", "dv.deleted"))) {
      String[] sides = row.split("\\|", 2);
      rows.put(sides[0], sides[1]);
    }
    return rows;
  }

  /** Names of the objects in a table. */
  static List<String> names(DataSource database, String table) throws SQLException {
    return texts(database, "select name from " + table + " order by name");
  }

  /** The first column of what a query finds. */
  static List<String> texts(DataSource database, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }

  @Override
  public void close() {
    admin.close();
    old.close();
    central.close();
  }

  /** Two units below one country. */
  private static Dhis2Fixture country(DataSource database) {
    Dhis2Fixture dhis2 = Dhis2Fixture.on(database);
    dhis2.organisationUnit("Country");
    UNITS.forEach(unit -> dhis2.organisationUnit(unit).parent("Country"));
    return dhis2;
  }

  private static FakeDhis2 server(DataSource database) {
    return FakeDhis2.builder()
        .user("sync", PASSWORD, "F_DATAVALUE_ADD", "F_METADATA_IMPORT")
        .over(database)
        .start();
  }

  /** A dashboard with a chart of an indicator that needs another, and a table of data elements. */
  private void design() {
    String bcg = source.dataElement("BCG").code("DE_BCG").uid();
    String opv = source.dataElement("OPV").uid();
    source.optionSet("Supplies").options("Plenty", "Stock out");
    String supply = source.dataElement("Supply").valueType("TEXT").optionSet("Supplies").uid();
    String sum =
        source
            .indicator("BCG and OPV")
            .type("Per cent")
            .numerator("#{%s} + #{%s}".formatted(bcg, opv))
            .uid();
    String ratio =
        source
            .indicator("BCG to OPV")
            .type("Per cent")
            .numerator("#{%s} * 100".formatted(bcg))
            .denominator("N{%s}".formatted(sum))
            .uid();
    old.hold(
        "visualizations",
        """
        {"id": "DkPKc1EUmC2", "name": "Coverage",
         "dataDimensionItems": [{"indicator": {"id": "%s"}}]}"""
            .formatted(ratio));
    old.hold(
        "visualizations",
        """
        {"id": "fqs276KXCXi", "name": "Doses", "dataDimensionItems": [
          {"dataElement": {"id": "%s"}}, {"dataElement": {"id": "%s"}},
          {"dataElement": {"id": "%s"}}]}"""
            .formatted(bcg, opv, supply));
    old.hold(
        "dashboards",
        """
        {"id": "nghVC4wtyzi", "name": "Immunisation", "dashboardItems": [
          {"id": "aaaaaaaaaa1", "visualization": {"id": "DkPKc1EUmC2"}},
          {"id": "aaaaaaaaaa2", "visualization": {"id": "fqs276KXCXi"}}]}""");
  }
}
