package io.github.dhisadmin.examples.analytics;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What somebody who reads all the time sees of tables that are being replaced. Between runs one row
 * of each partitioned type comes to be of another year, so whoever saw partitions of two runs
 * together would find it twice or not at all.
 */
class ReadersIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final int ROUNDS = 6;
  private static final List<Integer> YEARS = List.of(2022, 2023, 2024);
  private static final String MOVING = "Moving row";

  private static AnalyticsDatabase database;
  private static RowsOfAllTypes rows;

  @BeforeAll
  static void build_tables() {
    database = AnalyticsDatabase.on(POSTGRES.database());
    rows = RowsOfAllTypes.in(database);
    YEARS.forEach(year -> rows.add("Row of " + year, year));
    rows.add(MOVING, 2022);
    assertThat(database.update(AnalyticsDatabase.full()).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @AfterAll
  static void close_the_library() {
    database.close();
  }

  @Test
  void readers_of_all_tables_see_one_run_at_a_time_and_no_error() throws Exception {
    Map<String, String> queries = queries();
    assertThat(queries).hasSizeGreaterThan(15);
    Map<String, Set<String>> answers = new ConcurrentHashMap<>();
    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch reading = new CountDownLatch(2);
    List<CompletableFuture<Void>> readers =
        List.of(
            reader(queries.values(), answers, over, reading),
            reader(queries.values(), answers, over, reading));
    try {
      assertThat(reading.await(1, MINUTES)).isTrue();
      for (int round = 1; round <= ROUNDS; round++) {
        AnalyticsTableUpdate update = AnalyticsDatabase.full();
        if (round % 3 == 0) {
          update = AnalyticsTableUpdate.lastYears(1).skipOutliers();
        } else {
          rows.move(MOVING, YEARS.get(round % 3));
        }
        if (round % 3 == 1) {
          update = update.incremental();
        }
        assertThat(database.update(update.skipResourceTables()).state())
            .isEqualTo(RunState.SUCCEEDED);
      }
    } finally {
      over.set(true);
    }
    for (CompletableFuture<Void> reader : readers) {
      reader.get(1, MINUTES);
    }

    queries.forEach(
        (what, query) ->
            assertThat(answers.get(query)).as(what).containsExactly(database.value(query)));
    assertThat(database.value("select count(*) from analytics")).isEqualTo("4");
  }

  /** As requests for a table without years, for all years, and for each year by its name. */
  private static Map<String, String> queries() {
    Map<String, String> queries = new TreeMap<>();
    List<String> tables = database.tables("^analytics(?!_rs)");
    for (String table : tables) {
      if (table.matches(".*_20[0-9]{2}")) {
        continue;
      }
      queries.put(table, "select count(*) from " + table);
      List<String> partitions =
          tables.stream().filter(each -> each.matches(table + "_20[0-9]{2}")).toList();
      if (!partitions.isEmpty()) {
        assertThat(partitions).as(table).hasSize(YEARS.size());
        queries.put(
            table + " by year",
            partitions.stream()
                .map(each -> "select * from " + each)
                .collect(Collectors.joining(" union all ", "select count(*) from (", ") years")));
      }
    }
    return queries;
  }

  private static CompletableFuture<Void> reader(
      Iterable<String> queries,
      Map<String, Set<String>> answers,
      AtomicBoolean over,
      CountDownLatch reading) {
    return CompletableFuture.runAsync(
        () -> {
          try (Connection connection = database.dataSource().getConnection();
              Statement statement = connection.createStatement()) {
            while (!over.get()) {
              for (String query : queries) {
                try (ResultSet rows = statement.executeQuery(query)) {
                  rows.next();
                  answers
                      .computeIfAbsent(query, any -> ConcurrentHashMap.newKeySet())
                      .add(rows.getString(1));
                }
              }
              reading.countDown();
            }
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          } finally {
            reading.countDown();
          }
        });
  }
}
