package io.github.dhisadmin.examples.migration;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.examples.sync.CentralServer;
import io.github.dhisadmin.examples.sync.Clerk;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DataItemSet.Place;
import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Two servers and a configuration, {@code north}, that migrates two vaccines by month. */
final class VaccineMigration implements AutoCloseable {
  static final DataMigrationRequest YEAR =
      new DataMigrationRequest("north", List.of(), List.of(Period.of("2025")), "amina");
  static final String BCG_THERE = "fbfJHSPpUQD";
  static final List<String> UNITS = List.of("DiszpKrYNg8", "g8upMTyEZGZ", "Rp268JB6Ne4");

  /** Values that {@link #enterYear} enters: two items, three units, twelve months. */
  static final int VALUES = 72;

  static final Clerk CLERK = new Clerk("amina", "Very-secret-1");
  private static final String BCG = "s46m5MS0hxu";
  private static final String OPV = "x3Do5e7g4Qo";

  private final CentralServer old = new CentralServer();
  private final CentralServer central = new CentralServer();
  private final DhisAdmin admin;

  VaccineMigration(DataSource dataSource) {
    admin = CentralServer.admin(dataSource);
    old.addTo(admin, "old");
    central.addTo(admin, "central");
    service()
        .configurations()
        .save(
            new MigrationConfiguration(
                "north",
                "old",
                "central",
                List.of(
                    new DataItemSet(
                        "vaccines",
                        DataOrigin.RAW_VALUES,
                        PeriodType.named("Monthly").orElseThrow(),
                        new Place("ImspTQPwCqd", 4),
                        List.of(new DataItem(BCG, BCG_THERE), DataItem.same(OPV)),
                        null))));
  }

  DhisAdmin admin() {
    return admin;
  }

  MigrationService service() {
    return admin.sync().migration();
  }

  FakeDhis2 source() {
    return old.server();
  }

  FakeDhis2 destination() {
    return central.server();
  }

  /** Enters values at the source; tells how they are to be held by the destination. */
  Map<String, String> enterYear() throws IOException, InterruptedException {
    Map<String, String> values = new TreeMap<>();
    int value = 0;
    Period month = Period.of("202501");
    for (int i = 0; i < 12; i++) {
      for (String unit : UNITS) {
        for (String element : List.of(BCG, OPV)) {
          value++;
          CLERK.enter(source(), element, unit, month.isoId(), String.valueOf(value));
          String there = element.equals(BCG) ? BCG_THERE : OPV;
          values.put(there + "." + month.isoId() + "." + unit, String.valueOf(value));
        }
      }
      month = month.next();
    }
    return values;
  }

  /** Enters a value at the destination. */
  void correct(String element, String unit, String period, String value)
      throws IOException, InterruptedException {
    CLERK.enter(destination(), element, unit, period, value);
  }

  /** What a server holds, by data element, period and unit. */
  static Map<String, String> held(FakeDhis2 server) {
    Map<String, String> values = new TreeMap<>();
    server.stored(StoredKind.DATA_VALUE).stream()
        .filter(each -> !each.deleted())
        .map(each -> each.fields())
        .forEach(
            fields ->
                values.put(
                    fields.get("dataElement")
                        + "."
                        + fields.get("period")
                        + "."
                        + fields.get("orgUnit"),
                    String.valueOf(fields.get("value"))));
    return values;
  }

  /** Where the tasks of a run and process stand. */
  ProcessCounts counts(MigrationRun run, ProcessType process) {
    return service().tasks().counts(run.id()).stream()
        .filter(each -> each.process() == process)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    admin.close();
    old.close();
    central.close();
  }
}
