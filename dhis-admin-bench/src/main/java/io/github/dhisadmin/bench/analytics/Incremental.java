package io.github.dhisadmin.bench.analytics;

import io.github.dhisadmin.analytics.PartitionAction;
import io.github.dhisadmin.analytics.PartitionOutcome;
import io.github.dhisadmin.bench.pair.Measured;
import io.github.dhisadmin.bench.pair.Side;
import io.github.dhisadmin.bench.pair.Turns;
import io.github.dhisadmin.bench.sql.BenchmarkException;
import io.github.dhisadmin.bench.sql.Sessions;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the library does with data values on a night on which nothing, or one value in a hundred of
 * the last year, has changed, where DHIS2 builds all again.
 */
final class Incremental {
  private static final Set<PartitionAction> RENEWED =
      Set.of(PartitionAction.BUILT, PartitionAction.MERGED);

  private final Sessions sessions;
  private final LibrarySide library;
  private final Turns turns;
  private final Set<PartitionAction> ofLastYear = new TreeSet<>();
  private int changes;

  Incremental(Sessions sessions, LibrarySide library, Turns turns) {
    this.sessions = sessions;
    this.library = library;
    this.turns = turns;
  }

  /**
   * Nothing has changed since the library's full build.
   *
   * @param dataValues what DHIS2 does on such nights
   */
  Measured afterNothing(Measured dataValues) {
    // It is the second incremental run that knows what the first one left.
    library.incremental();
    return turns.measureAgainst(
        dataValues,
        "data values, nothing changed, incremental",
        new Side(library::incremental),
        () -> library.others(each -> each.action() == PartitionAction.UNCHANGED));
  }

  /** One value in a hundred of the last year has changed since the last run. */
  Measured afterLittle(Measured dataValues) {
    String lastYear = "analytics_" + lastYear();
    return turns.measureAgainst(
        dataValues,
        "data values, 1% of the last year changed, incremental",
        new Side(this::change, library::incremental, () -> note(lastYear)),
        () -> library.others(each -> isRightAfterChange(each, lastYear)));
  }

  /** The same, and only the latest values are asked for. */
  Measured latestValues(Measured dataValues) {
    // What was changed before is not to be measured again.
    library.latest();
    return turns.measureAgainst(
        dataValues,
        "data values, 1% of the last year changed, latest values",
        new Side(this::change, library::latest, () -> {}),
        () -> library.others(each -> each.action() == PartitionAction.MERGED));
  }

  /** What became of the last year whenever values of it had changed. */
  String whatBecameOfTheLastYear() {
    return ofLastYear.stream().map(PartitionAction::name).collect(Collectors.joining(", "));
  }

  private static boolean isRightAfterChange(PartitionOutcome partition, String lastYear) {
    return partition.name().equals(lastYear)
        ? RENEWED.contains(partition.action())
        : partition.action() == PartitionAction.UNCHANGED;
  }

  private void note(String partition) {
    library.partition(partition).map(PartitionOutcome::action).ifPresent(ofLastYear::add);
  }

  /**
   * Changes about one value in a hundred of the last year, others each time, as somebody who enters
   * data.
   */
  private void change() {
    changes++;
    long changed =
        sessions.execute(
            """
            update datavalue set value = case when value ~ '^[1-9][0-9]{0,8}$'
              then (value::bigint + 1)::text else value end, lastupdated = localtimestamp
            where (hashtext(concat_ws('.', dataelementid, periodid, sourceid,
              categoryoptioncomboid, attributeoptioncomboid, %d)) & 1023) < 10
            and not deleted and periodid in (
              select periodid from analytics_rs_periodstructure where year = %d)
            """
                .formatted(changes, lastYear()));
    if (changed == 0) {
      throw new BenchmarkException("no value of " + lastYear() + " was there to change", null);
    }
  }

  private long lastYear() {
    return sessions.number(
        """
        select max(ps.year) from analytics_rs_periodstructure ps
        where exists (select from pg_class where relname = 'analytics_' || ps.year)
        """);
  }
}
