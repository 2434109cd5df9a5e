package io.github.dhisadmin.bench.corpus;

import static io.github.dhisadmin.bench.corpus.AggregateSql.column;
import static io.github.dhisadmin.bench.corpus.PeriodNames.months;
import static io.github.dhisadmin.bench.corpus.PeriodNames.years;

import io.github.dhisadmin.bench.corpus.Selection.Units;
import io.github.dhisadmin.bench.sql.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Fifteen queries of the shapes DHIS2 2.42 (JdbcEventAnalyticsManager,
 * JdbcEnrollmentAnalyticsManager) sends to the tables of a program: ten of events, five of
 * enrollments. Where DHIS2 leaves open which of several rows comes first, the uid decides, so that
 * both sides give the same rows.
 */
public final class ProgramCorpus {
  private static final String COUNT = "count(ax.\"event\")";
  private static final String COUNT_ENROLLMENTS = "count(ax.\"enrollment\")";
  private static final int PAGE = 100;

  private final Selection selection;
  private final Units units;
  private final ProgramSelection program;
  private final List<Integer> year;
  private final List<AnalyticsQuery> queries = new ArrayList<>();

  private ProgramCorpus(Selection selection, ProgramSelection program) {
    this.selection = selection;
    this.units = selection.units();
    this.program = program;
    this.year = List.of(selection.fullYear());
  }

  /** The queries for this data. */
  public static List<AnalyticsQuery> of(Selection selection, ProgramSelection program) {
    ProgramCorpus corpus = new ProgramCorpus(selection, program);
    corpus.countedEvents();
    corpus.values();
    corpus.listedEvents();
    corpus.enrollments();
    return List.copyOf(corpus.queries);
  }

  private void countedEvents() {
    add(
        "events_months_by_level_2",
        events(COUNT).by(units.column(2), units.of(2)).by("monthly", months(year)));
    List<Integer> all = selection.years();
    add(
        "events_all_years_national",
        AggregateSql.of(COUNT, Source.ofEvents(program.events(), all))
            .by(units.column(1), units.of(1))
            .by("yearly", years(all)));
    add(
        "events_of_one_stage_months_by_level_3",
        ofStage(COUNT).by(units.column(3), units.of(3)).by("monthly", months(year)));
    add(
        "events_with_a_number_above_a_limit_by_level_2",
        ofStage(COUNT)
            .where(column(program.number()) + " > 50")
            .by(units.column(2), units.of(2))
            .by("yearly", years(year)));
    add(
        "events_by_option_months_national",
        ofStage(COUNT)
            .by(units.column(1), units.of(1))
            .by(program.choice().column(), program.choice().items())
            .by("monthly", months(year)));
    add(
        "events_by_legend_by_level_2",
        ofStage(COUNT)
            .by(units.column(2), units.of(2))
            .by(program.legends().column(), program.legends().items())
            .by("yearly", years(year)));
    add(
        "events_of_one_legend_months_one_level_3_unit",
        ofStage(COUNT)
            .by(units.district().column(), List.of(units.district().uid()))
            .where(program.legends().column(), program.legends().items().subList(0, 1))
            .by("monthly", months(year)));
  }

  private void values() {
    add(
        "sum_of_a_number_months_by_level_2",
        ofStage("sum(" + column(program.number()) + ")")
            .by(units.column(2), units.of(2))
            .by("monthly", months(year)));
    add("last_number_of_each_unit_by_level_2", this::lastNumber);
  }

  private void listedEvents() {
    add(
        "newest_events_of_one_level_3_unit",
        tables ->
            """
            select ax."event", ax."ps", ax."occurreddate", ax."storedby",
              ax."createdbydisplayname", ax."lastupdatedbydisplayname", ax."lastupdated",
              ax."scheduleddate", ax."enrollmentdate", ax."enrollmentoccurreddate",
              ax."trackedentity", ax."enrollment", ax."ouname", ax."ounamehierarchy", ax."oucode",
              ax."enrollmentstatus", ax."eventstatus", %1$s, %2$s
            from %3$s as ax
            where %4$s in (%5$s) and ax."ps" = %6$s
              and ax."occurreddate" >= '%7$d-01-01' and ax."occurreddate" < '%8$d-01-01'
              and ax."yearly" in ('%7$d')
            order by ax."occurreddate" desc nulls last, ax."event" limit %9$d
            """
                .formatted(
                    column(program.number()),
                    column(program.choice().column()),
                    tables.all(program.events()),
                    column(units.district().column()),
                    SqlText.literal(units.district().uid()),
                    SqlText.literal(program.stage()),
                    year.get(0),
                    year.get(0) + 1,
                    PAGE));
  }

  private String lastNumber(TableSet tables) {
    Source source = Source.ofEvents(program.events(), selection.years());
    return """
        select ax."%1$s", sum(ax."number") as "value"
        from (
          select ax."%1$s", %2$s as "number", row_number() over (
            partition by ax."ou", ax."ao"
            order by ax."occurreddate" desc, ax."created" desc, ax."event"
          ) as "pe_rank"
          from %3$s as ax
          where ax."%1$s" in (%4$s) and ax."ps" = %5$s and %2$s is not null
            and ax."occurreddate" is not null and ax."occurreddate" < '%6$d-01-01' and %7$s
        ) ax
        where ax."pe_rank" = 1
        group by ax."%1$s"
        """
        .formatted(
            units.column(2),
            column(program.number()),
            source.in(tables),
            SqlText.literals(units.of(2)),
            SqlText.literal(program.stage()),
            year.get(0) + 1,
            String.join(" and ", source.conditions()));
  }

  private void enrollments() {
    add(
        "enrollments_months_by_level_2",
        enrolled().by(units.column(2), units.of(2)).by("monthly", months(year)));
    add(
        "enrollments_of_people_with_an_attribute_by_level_3",
        enrolled()
            .where(program.attribute().column(), program.attribute().items())
            .by(units.column(3), units.of(3))
            .by("yearly", years(year)));
    add("newest_enrollments_of_one_level_3_unit", tables -> newest(tables, ""));
    add(
        "newest_enrollments_with_a_number_of_their_last_event",
        tables -> newest(tables, ", " + numberOfLastEvent(tables) + " as \"number\""));
    add(
        "enrollments_whose_last_event_has_a_number_above_a_limit_by_level_2",
        tables ->
            enrolled()
                .where(numberOfLastEvent(tables) + " > 50")
                .by(units.column(2), units.of(2))
                .by("yearly", years(year))
                .on(tables));
  }

  private String newest(TableSet tables, String more) {
    return """
        select ax."enrollment", ax."trackedentity", ax."enrollmentdate", ax."occurreddate",
          ax."storedby", ax."createdbydisplayname", ax."lastupdatedbydisplayname",
          ax."lastupdated", ax."ouname", ax."ounamehierarchy", ax."oucode",
          ax."enrollmentstatus"%1$s
        from %2$s as ax
        where %3$s in (%4$s)
          and ax."enrollmentdate" >= '%5$d-01-01' and ax."enrollmentdate" < '%6$d-01-01'
        order by ax."enrollmentdate" desc nulls last, ax."enrollment" limit %7$d
        """
        .formatted(
            more,
            tables.all(program.enrollments()),
            column(units.district().column()),
            SqlText.literal(units.district().uid()),
            year.get(0),
            year.get(0) + 1,
            PAGE);
  }

  private String numberOfLastEvent(TableSet tables) {
    String number = SqlText.identifier(program.number());
    return """
        (select ev.%1$s from %2$s as ev
          where ev."eventstatus" != 'SCHEDULE' and ev."enrollment" = ax."enrollment"
            and ev.%1$s is not null and ev."ps" = %3$s
          order by ev."occurreddate" desc, ev."created" desc, ev."event" limit 1)
        """
        .formatted(number, tables.all(program.events()), SqlText.literal(program.stage()))
        .strip();
  }

  private AggregateSql events(String measure) {
    return AggregateSql.of(measure, Source.ofEvents(program.events(), year));
  }

  private AggregateSql ofStage(String measure) {
    return events(measure).where(column("ps") + " = " + SqlText.literal(program.stage()));
  }

  private AggregateSql enrolled() {
    return AggregateSql.of(COUNT_ENROLLMENTS, Source.whole(program.enrollments()));
  }

  private void add(String name, AggregateSql sql) {
    add(name, sql::on);
  }

  private void add(String name, Function<TableSet, String> sql) {
    queries.add(new AnalyticsQuery(name, sql));
  }
}
