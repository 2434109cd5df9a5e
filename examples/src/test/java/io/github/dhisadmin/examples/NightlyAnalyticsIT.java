package io.github.dhisadmin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.Progress;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.demo.DemoData;
import io.github.dhisadmin.testkit.demo.Scale;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NightlyAnalyticsIT {
  @RegisterExtension static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242();

  @BeforeAll
  static void fill() {
    DemoData.scale(Scale.SMALL).loadInto(DHIS2.dataSource());
  }

  @Test
  void rebuilds_the_tables_and_hears_how_far_it_is() {
    List<Progress> heard = new CopyOnWriteArrayList<>();

    AnalyticsTableResult result =
        new NightlyAnalytics(DHIS2.dataSource(), heard::add).run(new Cancellation());

    assertThat(result.state()).as(result.toString()).isEqualTo(RunState.SUCCEEDED);
    assertThat(heard).extracting(Progress::percent).isSorted();
    assertThat(heard.get(heard.size() - 1).percent()).isEqualTo(100);
  }

  @Test
  void stops_when_the_host_does() {
    Cancellation cancellation = new Cancellation();

    AnalyticsTableResult result =
        new NightlyAnalytics(DHIS2.dataSource(), step -> cancellation.cancel()).run(cancellation);

    assertThat(result.state()).isEqualTo(RunState.CANCELLED);
  }
}
