package io.github.dhisadmin.bench.analytics;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.bench.corpus.AnalyticsQuery;
import io.github.dhisadmin.bench.corpus.CompletenessCorpus;
import io.github.dhisadmin.bench.corpus.CorpusResult;
import io.github.dhisadmin.bench.corpus.CorpusRun;
import io.github.dhisadmin.bench.corpus.ProgramCorpus;
import io.github.dhisadmin.bench.corpus.ProgramSelection;
import io.github.dhisadmin.bench.corpus.QueryCorpus;
import io.github.dhisadmin.bench.corpus.Selection;
import io.github.dhisadmin.bench.corpus.TableSet;
import io.github.dhisadmin.bench.limit.PhysicalLimit;
import io.github.dhisadmin.bench.pair.Measured;
import io.github.dhisadmin.bench.pair.Side;
import io.github.dhisadmin.bench.pair.Turns;
import io.github.dhisadmin.bench.peer.Dhis2CompletenessProcedure;
import io.github.dhisadmin.bench.peer.Dhis2Procedure;
import io.github.dhisadmin.bench.peer.Dhis2TrackerProcedure;
import io.github.dhisadmin.bench.peer.resourcetable.Dhis2ResourceTables;
import io.github.dhisadmin.bench.sql.Sessions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Resource and analytics tables: full builds by both sides, what the library does on a night on
 * which little has changed, what the tables take of the disk and how fast queries are on them.
 */
final class AnalyticsPair implements AutoCloseable {
  static final int PARALLELISM = 2;

  private static final int QUERY_REPETITIONS = 5;
  private static final String LIMIT = "physical_limit";
  private static final String RESOURCE_TABLES = "^analytics_rs_[a-z]+$";
  private static final String DATA_VALUES = "^analytics_[0-9]+$";
  private static final String PROGRAMS =
      "^analytics_(event|enrollment)_[a-z][a-z0-9]{10}(_[0-9]{4})?$";
  private static final String COMPLETENESS =
      "^analytics_(completeness_[0-9]{4}|completenesstarget|orgunittarget)$";

  private final Sessions sessions;
  private final Sessions checking;
  private final Sessions copying;
  private final LibrarySide library;
  private final TwoSchemas tables;
  private final Turns turns;
  private final Turns outlierTurns;
  private final Consumer<AnalyticsFindings> soFar;
  private final Map<AnalyticsPart, Measured> measured = new EnumMap<>(AnalyticsPart.class);
  private AnalyticsFindings findings;

  /**
   * Works on a database, whose tables of both schemas are overwritten.
   *
   * @param turns how often builds are repeated
   * @param outlierTurns how often those with outlier statistics are, which take longest
   * @param soFar is given what is known after each part, as the next may take long
   */
  AnalyticsPair(
      DataSource dataSource,
      DhisAdmin admin,
      Turns turns,
      Turns outlierTurns,
      Consumer<AnalyticsFindings> soFar) {
    this.sessions = Sessions.of(dataSource);
    // What is measured never runs in these: checking sorts whole tables, and the copy is not to be
    // beaten.
    this.checking = Sessions.of(dataSource, List.of("set work_mem = '256MB'"));
    this.copying =
        Sessions.of(
            dataSource,
            List.of("set maintenance_work_mem = '512MB'", "set synchronous_commit = off"));
    this.library = new LibrarySide(admin, PARALLELISM);
    this.tables = new TwoSchemas(checking);
    this.turns = turns;
    this.outlierTurns = outlierTurns;
    this.soFar = soFar;
    this.findings = AnalyticsFindings.of(data());
  }

  /**
   * Measures.
   *
   * @param wanted the parts; those they start from are measured as well
   * @param tenth the library on a database with a tenth of the rows, for the growth
   */
  AnalyticsFindings measure(Set<AnalyticsPart> wanted, Growth tenth) {
    library.resourceTables();
    sessions.execute("analyze");
    for (AnalyticsPart part : AnalyticsPart.withSources(wanted)) {
      switch (part) {
        case RESOURCE_TABLES -> resourceTables();
        case DATA_VALUES -> dataValues();
        case INCREMENTAL -> incremental();
        case EVENTS -> events();
        case COMPLETENESS -> completeness();
        case OUTLIERS -> outliers();
        case QUERIES -> queries();
        case GROWTH -> growth(tenth);
      }
      soFar.accept(findings);
    }
    return findings;
  }

  @Override
  public void close() {
    copying.close();
    checking.close();
    sessions.close();
  }

  private void resourceTables() {
    Dhis2ResourceTables dhis2 = new Dhis2ResourceTables(sessions, TwoSchemas.PEER);
    measure(
        AnalyticsPart.RESOURCE_TABLES,
        "all resource tables",
        dhis2::run,
        library::resourceTables,
        RESOURCE_TABLES);
  }

  private void dataValues() {
    String part = "data values";
    measure(
        AnalyticsPart.DATA_VALUES,
        part,
        () -> dataValuesOfDhis2(false),
        library::dataValues,
        DATA_VALUES);
    limit(AnalyticsPart.DATA_VALUES, part, DATA_VALUES);
  }

  private void outliers() {
    measure(
        AnalyticsPart.OUTLIERS,
        "data values with outlier statistics",
        () -> dataValuesOfDhis2(true),
        library::dataValuesWithOutliers,
        DATA_VALUES);
  }

  private void events() {
    String part = "events and enrollments";
    measure(AnalyticsPart.EVENTS, part, this::eventsOfDhis2, library::events, PROGRAMS);
    limit(AnalyticsPart.EVENTS, part, PROGRAMS);
  }

  private void completeness() {
    measure(
        AnalyticsPart.COMPLETENESS,
        "registrations of data sets and targets",
        this::completenessOfDhis2,
        library::completeness,
        COMPLETENESS);
  }

  private void measure(
      AnalyticsPart part, String name, Runnable dhis2, Runnable ofLibrary, String pattern) {
    Measured both =
        (part == AnalyticsPart.OUTLIERS ? outlierTurns : turns)
            .measure(name, settled(dhis2), settled(ofLibrary), () -> tables.differences(pattern));
    measured.put(part, both);
    findings = findings.with(both).with(tables.disk(name, pattern));
  }

  private void limit(AnalyticsPart part, String name, String pattern) {
    PhysicalLimit limit = new PhysicalLimit(copying, LIMIT, PARALLELISM);
    List<Double> copies =
        turns.times(
            name + ", copy of finished rows", settled(() -> limit.run(TwoSchemas.OURS, pattern)));
    findings = findings.with(new LimitTimes(name, built(part).librarySeconds(), copies));
  }

  private void incremental() {
    Incremental incremental = new Incremental(sessions, library, turns);
    Measured dataValues = built(AnalyticsPart.DATA_VALUES);
    Measured nothingChanged = incremental.afterNothing(dataValues);
    measured.put(AnalyticsPart.INCREMENTAL, nothingChanged);
    findings =
        findings
            .with(nothingChanged)
            .with(incremental.afterLittle(dataValues))
            .with(incremental.latestValues(dataValues));
    findings = findings.withLastYear(incremental.whatBecameOfTheLastYear());
  }

  private void queries() {
    buildUnlessMeasured(
        AnalyticsPart.OUTLIERS, () -> dataValuesOfDhis2(true), library::dataValuesWithOutliers);
    buildUnlessMeasured(AnalyticsPart.EVENTS, this::eventsOfDhis2, library::events);
    buildUnlessMeasured(
        AnalyticsPart.COMPLETENESS, this::completenessOfDhis2, library::completeness);
    List.of(DATA_VALUES, PROGRAMS, COMPLETENESS).forEach(tables::vacuum);
    Selection selection = Selection.from(sessions);
    List<AnalyticsQuery> queries = new ArrayList<>(QueryCorpus.of(selection, true));
    queries.addAll(CompletenessCorpus.of(selection, dataSets()));
    queries.addAll(ProgramCorpus.of(selection, ProgramSelection.from(sessions)));
    CorpusResult result =
        new CorpusRun(
                sessions,
                new TableSet(TwoSchemas.OURS),
                new TableSet(TwoSchemas.PEER),
                QUERY_REPETITIONS)
            .run(queries);
    findings = findings.with(result);
  }

  private void buildUnlessMeasured(AnalyticsPart part, Runnable dhis2, Runnable ofLibrary) {
    if (!measured.containsKey(part)) {
      dhis2.run();
      ofLibrary.run();
    }
  }

  private void growth(Growth tenth) {
    for (GrowthTimes each : tenth.measure(sessions, library, turns, measured)) {
      findings = findings.with(each);
    }
  }

  /** Data sets, those with most registrations first. */
  private List<String> dataSets() {
    return sessions.texts(
        """
        select ds.uid from completedatasetregistration cdr
        inner join dataset ds on ds.datasetid = cdr.datasetid
        group by ds.uid order by count(*) desc, ds.uid
        """);
  }

  private void dataValuesOfDhis2(boolean outliers) {
    new Dhis2Procedure(sessions, TwoSchemas.PEER, PARALLELISM).run(outliers);
  }

  private void eventsOfDhis2() {
    new Dhis2TrackerProcedure(sessions, TwoSchemas.PEER, PARALLELISM).run();
  }

  private void completenessOfDhis2() {
    new Dhis2CompletenessProcedure(sessions, TwoSchemas.PEER, PARALLELISM).run();
  }

  private Measured built(AnalyticsPart part) {
    return Objects.requireNonNull(measured.get(part), "measured before");
  }

  // What one side left to write back must not slow the other down.
  private Side settled(Runnable work) {
    return new Side(() -> settle(sessions), work, () -> {});
  }

  private static void settle(Sessions sessions) {
    boolean superuser =
        !sessions
            .texts("select 1 from pg_roles where rolname = current_user and rolsuper")
            .isEmpty();
    if (superuser) {
      sessions.execute("checkpoint");
    }
  }

  private Map<String, Long> data() {
    Map<String, Long> data = new LinkedHashMap<>();
    data.put("data values", sessions.number("select count(*) from datavalue"));
    data.put("events", sessions.number("select count(*) from event"));
    data.put("enrollments", sessions.number("select count(*) from enrollment"));
    data.put("programs", sessions.number("select count(*) from program"));
    data.put(
        "registrations of data sets",
        sessions.number("select count(*) from completedatasetregistration"));
    data.put("organisation units", sessions.number("select count(*) from organisationunit"));
    return data;
  }
}
