package io.github.dhisadmin.bench.peer.resourcetable;

import io.github.dhisadmin.bench.peer.resourcetable.PeerTable.Index;
import io.github.dhisadmin.bench.peer.resourcetable.PeerTable.Made;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.schema.SchemaFamily;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables of days and periods (2.42, DatePeriodResourceTable and PeriodResourceTable), whose
 * periods of longer types are computed one by one, here by the calendar of the library, which
 * itself computes them in the database.
 */
final class PeriodTables {
  private static final List<PeriodType> TYPES = PeriodType.of(SchemaFamily.V2_42);
  private static final int FIRST_YEAR = 1975;
  private static final int YEARS_AHEAD = 25;

  private final Sessions sessions;

  PeriodTables(Sessions sessions) {
    this.sessions = sessions;
  }

  private record StoredPeriod(
      long id, LocalDate start, LocalDate end, int typeId, String typeName) {}

  /** Each day from 1975 to 25 years from now, as long as no setting says otherwise. */
  PeerTable days() {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "dateperiod date not null",
                "year integer not null",
                "monthstartdate date not null"));
    long thisYear = sessions.number("select extract(year from current_date)");
    LocalDate last = LocalDate.of((int) thisYear + YEARS_AHEAD, 12, 31);
    columns.addAll(typeColumns());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (LocalDate day = LocalDate.of(FIRST_YEAR, 1, 1);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(day);
      row.add(day.getYear());
      row.add(day.withDayOfMonth(1));
      for (PeriodType type : TYPES) {
        row.add(type.periodContaining(day).isoId());
      }
      rows.add(row);
    }
    return PeerTable.of("dateperiodstructure", columns, List.of("dateperiod"), new Made(rows));
  }

  /** Each valid period; of those with one identifier the first. */
  PeerTable structure() {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "periodid bigint not null",
                "iso varchar(50) not null",
                "daysno integer not null",
                "startdate date not null",
                "enddate date not null",
                "periodtypeid integer not null",
                "periodtypename varchar(50) not null",
                "monthstartdate date not null",
                "year integer not null"));
    columns.addAll(typeColumns());
    Set<String> known = new HashSet<>();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (StoredPeriod stored : periods()) {
      Optional<PeriodType> type = PeriodType.named(stored.typeName()).filter(TYPES::contains);
      boolean oneDay = stored.end().equals(stored.start());
      boolean valid =
          stored.end().isAfter(stored.start())
              || (oneDay && type.equals(Optional.of(PeriodType.DAILY)));
      if (type.isPresent() && valid) {
        Period period = type.get().periodContaining(stored.start());
        if (known.add(period.isoId())) {
          rows.add(row(stored, period));
        }
      }
    }
    return PeerTable.of("periodstructure", columns, List.of("periodid"), new Made(rows))
        .with(Index.unique("iso"));
  }

  private static List<@Nullable Object> row(StoredPeriod stored, Period period) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(stored.id());
    row.add(period.isoId());
    row.add((int) ChronoUnit.DAYS.between(stored.start(), stored.end()) + 1);
    row.add(stored.start());
    row.add(stored.end());
    row.add(stored.typeId());
    row.add(stored.typeName());
    row.add(stored.start().withDayOfMonth(1));
    row.add(period.structureYear());
    for (PeriodType longer : TYPES) {
      row.add(period.enclosing(longer).map(Period::isoId).orElse(null));
    }
    return row;
  }

  private List<StoredPeriod> periods() {
    return sessions.query(
        """
        select p.periodid, p.startdate, p.enddate, pt.periodtypeid, pt.name
        from period p
        inner join periodtype pt on pt.periodtypeid = p.periodtypeid
        order by p.periodid
        """,
        row ->
            new StoredPeriod(
                row.getLong(1),
                row.getObject(2, LocalDate.class),
                row.getObject(3, LocalDate.class),
                row.getInt(4),
                row.getString(5)));
  }

  private static List<String> typeColumns() {
    return TYPES.stream()
        .map(type -> SqlText.identifier(type.columnName()) + " varchar(50)")
        .toList();
  }
}
