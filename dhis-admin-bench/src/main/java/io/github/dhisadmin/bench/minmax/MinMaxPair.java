package io.github.dhisadmin.bench.minmax;

import io.github.dhisadmin.bench.pair.Measured;
import io.github.dhisadmin.bench.pair.Pair;
import io.github.dhisadmin.bench.pair.Side;
import io.github.dhisadmin.bench.pair.Turns;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.minmax.MinMaxGeneration;
import io.github.dhisadmin.minmax.MinMaxValueService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bounds of many data elements, of a hierarchy and of one unit, from nothing and once more. */
final class MinMaxPair {
  private static final String OF_DHIS2 = "bench_bounds_dhis2";
  private static final String OF_LIBRARY = "bench_bounds_library";

  private final Sessions sessions;
  private final MinMaxValueService library;
  private final Turns turns;

  MinMaxPair(Sessions sessions, MinMaxValueService library, Turns turns) {
    this.sessions = sessions;
    this.library = library;
    this.turns = turns;
  }

  Pair.Result measure(int elements) {
    BoundsScope country = BoundsScope.make(sessions, elements);
    List<Measured> measured = new ArrayList<>(measure("hierarchy", country));
    Map<String, Long> data = data(country);
    measured.addAll(measure("one unit", country.oneUnit(sessions)));
    data.put("bounds of the unit", bounds());
    return new Pair.Result(data, measured);
  }

  private List<Measured> measure(String name, BoundsScope scope) {
    Dhis2Bounds dhis2 = new Dhis2Bounds(sessions, scope);
    MinMaxGeneration generation = MinMaxGeneration.of(scope.ofLibrary()).factor(2);
    Runnable ofDhis2 = dhis2::generate;
    Runnable ofLibrary = () -> library.generate(generation);
    // The first measurement fills caches; nobody should have to pay for that.
    ofLibrary.run();
    return List.of(
        turns.measure(
            name + ", first generation",
            new Side(this::forget, ofDhis2, () -> keep(OF_DHIS2)),
            new Side(this::forget, ofLibrary, () -> keep(OF_LIBRARY)),
            this::differences),
        turns.measure(
            name + ", over bounds that are right",
            new Side(this::tidy, ofDhis2, () -> keep(OF_DHIS2)),
            new Side(this::tidy, ofLibrary, () -> keep(OF_LIBRARY)),
            this::differences));
  }

  private Map<String, Long> data(BoundsScope scope) {
    Map<String, Long> data = new LinkedHashMap<>();
    data.put("data values", sessions.number("select count(*) from datavalue"));
    data.put("data elements with bounds", (long) scope.elements().size());
    data.put("organisation units", sessions.number("select count(*) from organisationunit"));
    data.put("bounds", bounds());
    return data;
  }

  private long bounds() {
    return sessions.number("select count(*) from " + OF_LIBRARY);
  }

  private void forget() {
    sessions.execute("delete from minmaxdataelement");
    tidy();
  }

  private void tidy() {
    sessions.execute("vacuum analyze minmaxdataelement");
  }

  private void keep(String table) {
    sessions.execute(
        "drop table if exists %1$s; create table %1$s as select dataelementid, sourceid, categoryoptioncomboid, minimumvalue, maximumvalue, generatedvalue from minmaxdataelement"
            .formatted(table));
  }

  /**
   * Sums of doubles depend on the order of the values, which is nobody's; where a bound lies half
   * way between two numbers, either may come out.
   */
  private List<String> differences() {
    long different =
        sessions.number(
            """
            select count(*) from %s d
            full join %s l using (dataelementid, sourceid, categoryoptioncomboid)
            where (abs(d.minimumvalue - l.minimumvalue) <= 1
              and abs(d.maximumvalue - l.maximumvalue) <= 1
              and d.generatedvalue = l.generatedvalue) is not true"""
                .formatted(OF_DHIS2, OF_LIBRARY));
    return different == 0 ? List.of() : List.of(different + " bounds differ");
  }
}
