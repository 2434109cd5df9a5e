package io.github.dhisadmin.bench.analytics;

import io.github.dhisadmin.bench.database.BenchmarkDatabase;
import io.github.dhisadmin.bench.pair.Measured;
import io.github.dhisadmin.bench.pair.Side;
import io.github.dhisadmin.bench.pair.Turns;
import io.github.dhisadmin.bench.sql.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** How the library's times grow from a database with a tenth of the rows to the one in question. */
final class Growth {
  private static final List<Work> WORKS =
      List.of(
          new Work("data values", AnalyticsPart.DATA_VALUES, "datavalue", LibrarySide::dataValues),
          new Work(
              "data values, nothing changed",
              AnalyticsPart.INCREMENTAL,
              "datavalue",
              LibrarySide::incremental),
          new Work("events and enrollments", AnalyticsPart.EVENTS, "event", LibrarySide::events));

  private final Supplier<Optional<BenchmarkDatabase>> tenth;

  /** What is done, and the part of which it is the library's side. */
  private record Work(String name, AnalyticsPart part, String source, Consumer<LibrarySide> work) {}

  /** Compares with this database, which is made when it is needed; empty if there is none. */
  Growth(Supplier<Optional<BenchmarkDatabase>> tenth) {
    this.tenth = tenth;
  }

  /**
   * Measures.
   *
   * @param measured times of the library that need not be taken again
   */
  List<GrowthTimes> measure(
      Sessions sessions, LibrarySide library, Turns turns, Map<AnalyticsPart, Measured> measured) {
    Optional<BenchmarkDatabase> opened = tenth.get();
    if (opened.isEmpty()) {
      return List.of();
    }
    try (BenchmarkDatabase smaller = opened.get();
        Sessions smallerSessions = Sessions.of(smaller.dataSource())) {
      LibrarySide smallerLibrary = new LibrarySide(smaller.admin(), AnalyticsPair.PARALLELISM);
      smallerLibrary.resourceTables();
      smallerSessions.execute("analyze");
      List<GrowthTimes> growth = new ArrayList<>();
      for (Work each : WORKS) {
        List<Double> fewer = times(each.name() + ", fewer rows", each, smallerLibrary, turns);
        Measured known = measured.get(each.part());
        growth.add(
            new GrowthTimes(
                each.name(),
                count(smallerSessions, each.source()),
                count(sessions, each.source()),
                fewer,
                known == null
                    ? times(each.name() + ", all rows", each, library, turns)
                    : known.librarySeconds()));
      }
      return growth;
    }
  }

  private static List<Double> times(String what, Work work, LibrarySide library, Turns turns) {
    // The second run after nothing changed is the first that knows what the one before left.
    work.work().accept(library);
    return turns.times(what, new Side(() -> work.work().accept(library)));
  }

  private static long count(Sessions sessions, String table) {
    return sessions.number("select count(*) from " + table);
  }
}
