package io.github.dhisadmin.examples.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes of one DHIS2 that build analytics tables of the same database. */
class TwoNodesIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final AnalyticsTableType TYPE = AnalyticsTableType.ORG_UNIT_TARGET;

  private static AnalyticsDatabase database;

  @BeforeAll
  static void open() {
    database = AnalyticsDatabase.on(POSTGRES.database());
    SmallCountry.in(database.fixture());
    // Ten years of days instead of 75.
    database.fixture().setting("keyAnalyticsPeriodYearsOffset", "20");
  }

  @AfterAll
  static void close_the_library() {
    database.close();
  }

  @Test
  void of_two_that_start_at_once_one_builds_and_the_other_is_told_why_not() throws Exception {
    try (ForkedProcess one = UpdateProcess.stepping(POSTGRES.database(), TYPE);
        ForkedProcess other = UpdateProcess.stepping(POSTGRES.database(), TYPE)) {
      for (ForkedProcess node : List.of(one, other)) {
        assertThat(node.readUntil(UpdateProcess.READY::equals)).isPresent();
      }
      one.answer();
      other.answer();
      // Whoever builds waits at its first step, so the other cannot have come too late.
      String first = nextLine(one);
      String second = nextLine(other);

      assertThat(List.of(first, second))
          .filteredOn(line -> line.startsWith(UpdateProcess.REFUSED))
          .singleElement()
          .satisfies(line -> assertThat(line).contains("being built already"));
      ForkedProcess builder = first.startsWith(UpdateProcess.REFUSED) ? other : one;
      builder.answer();
      assertThat(builder.readUntil(UpdateProcess::isDone)).hasValue("DONE SUCCEEDED");
    }
  }

  @Test
  void one_can_build_as_soon_as_the_other_has_died() throws Exception {
    try (ForkedProcess node = UpdateProcess.stepping(POSTGRES.database(), TYPE)) {
      assertThat(node.readUntil("Populating analytics tables"::equals)).isPresent();
      assertThat(mayRun()).isFalse();
      node.kill();
    }
    int tenths = 0;
    while (!mayRun()) {
      database.value("select pg_sleep(0.1)");
      assertThat(++tenths)
          .as("tenths of a second that a dead node keeps others out")
          .isLessThan(50);
    }

    assertThat(database.leftovers()).isEmpty();
  }

  private static String nextLine(ForkedProcess node) throws IOException {
    return node.readUntil(line -> true).orElseThrow();
  }

  private static boolean mayRun() {
    try {
      AnalyticsTableResult result = database.update(AnalyticsDatabase.full().only(TYPE));
      assertThat(result.state()).as(() -> result.toString()).isEqualTo(RunState.SUCCEEDED);
      return true;
    } catch (ConflictException e) {
      return false;
    }
  }
}
