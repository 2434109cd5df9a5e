package io.github.dhisadmin.bench.minmax;

import io.github.dhisadmin.bench.pair.Measured;
import io.github.dhisadmin.bench.pair.Pair;
import io.github.dhisadmin.bench.pair.Side;
import io.github.dhisadmin.bench.pair.Turns;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.minmax.MinMaxGeneration;
import io.github.dhisadmin.minmax.MinMaxScope;
import io.github.dhisadmin.minmax.MinMaxValueService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bounds of many data elements over a hierarchy, from nothing and once more. */
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
    BoundsScope scope = BoundsScope.make(sessions, elements);
    Dhis2Bounds dhis2 = new Dhis2Bounds(sessions, scope);
    MinMaxGeneration generation =
        MinMaxGeneration.of(
                MinMaxScope.subtree(List.of(scope.dataSet()), List.of(scope.organisationUnit())))
            .factor(2);
    Runnable ofDhis2 = dhis2::generate;
    Runnable ofLibrary = () -> library.generate(generation);
    // The first measurement fills caches; nobody should have to pay for that.
    ofLibrary.run();
    Measured first =
        turns.measure(
            "first generation",
            new Side(this::forget, ofDhis2, () -> keep(OF_DHIS2)),
            new Side(this::forget, ofLibrary, () -> keep(OF_LIBRARY)),
            this::differences);
    Measured again =
        turns.measure(
            "generation over bounds that are right",
            new Side(this::tidy, ofDhis2, () -> keep(OF_DHIS2)),
            new Side(this::tidy, ofLibrary, () -> keep(OF_LIBRARY)),
            this::differences);
    return new Pair.Result(data(scope), List.of(first, again));
  }

  private Map<String, Long> data(BoundsScope scope) {
    Map<String, Long> data = new LinkedHashMap<>();
    data.put("data values", sessions.number("select count(*) from datavalue"));
    data.put("data elements with bounds", (long) scope.elements().size());
    data.put("organisation units", sessions.number("select count(*) from organisationunit"));
    data.put("bounds", sessions.number("select count(*) from " + OF_LIBRARY));
    return data;
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

  private List<String> differences() {
    long different =
        sessions.number(
            "select count(*) from ((table %1$s except table %2$s) union all (table %2$s except table %1$s)) x"
                .formatted(OF_DHIS2, OF_LIBRARY));
    return different == 0 ? List.of() : List.of(different + " bounds differ");
  }
}
