package io.github.dhisadmin.core.internal.job.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One row for each class of parameters, stored as Jackson does with the types DHIS2 gives it. */
class HostJobParametersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "Analytics | {\"lastYears\": 2, \"skipResourceTables\": true, \"skipTableTypes\": [\"java.util.HashSet\", [\"EVENT\"]], \"skipPrograms\": [\"java.util.HashSet\", []]} | {lastYears=2, skipResourceTables=true, skipTableTypes=EVENT}",
        "ContinuousAnalytics | {\"fullUpdateHourOfDay\": 0, \"skipTableTypes\": [\"java.util.HashSet\", []], \"skipOutliers\": false} | {fullUpdateHourOfDay=0, skipOutliers=false}",
        "DataIntegrity | {\"type\": \"SUMMARY\", \"checks\": [\"java.util.HashSet\", [\"a\", \"b\"]]} | {checks=a,b, type=SUMMARY}",
        "DataIntegrityDetails | {\"checks\": [\"java.util.LinkedHashSet\", [\"a\"]]} | {checks=a}",
        "DataSynchronization | {\"pageSize\": 10000} | {pageSize=10000}",
        "MetadataSync | {\"trackerProgramPageSize\": 20, \"eventProgramPageSize\": 60, \"dataValuesPageSize\": 10000} | {dataValuesPageSize=10000, eventProgramPageSize=60, trackerProgramPageSize=20}",
        "SingleEventDataSynchronization | {\"pageSize\": 60} | {pageSize=60}",
        "TrackerDataSynchronization | {\"pageSize\": 20} | {pageSize=20}",
        "AggregateDataExchange | {\"dataExchangeIds\": [\"java.util.ArrayList\", [\"JuvAlfgzLm5\"]]} | {dataExchangeIds=JuvAlfgzLm5}",
        "Monitoring | {\"relativeStart\": -100, \"relativeEnd\": 0, \"validationRuleGroups\": [\"java.util.ArrayList\", [\"UP1lp8h4hVx\"]], \"sendNotifications\": true, \"persistResults\": false} | {persistResults=false, relativeEnd=0, relativeStart=-100, sendNotifications=true, validationRuleGroups=UP1lp8h4hVx}",
        "Predictor | {\"relativeStart\": -30, \"relativeEnd\": 0, \"predictors\": [\"java.util.ArrayList\", []], \"predictorGroups\": [\"java.util.ArrayList\", [\"UoHtHHXw6E9\", \"UoHtHHXw6E8\"]]} | {predictorGroups=UoHtHHXw6E9,UoHtHHXw6E8, relativeEnd=0, relativeStart=-30}",
        "PushAnalysis | {\"pushAnalysis\": [\"java.util.ArrayList\", [\"jtcMAKhWwnc\"]]} | {pushAnalysis=jtcMAKhWwnc}",
        "HtmlPushAnalytics | {\"dashboard\": \"nghVC4wtyzi\", \"receivers\": \"wl5cDMuUhmF\", \"mode\": \"EXECUTOR\"} | {dashboard=nghVC4wtyzi, mode=EXECUTOR, receivers=wl5cDMuUhmF}",
        "TrackerTrigramIndex | {\"attributes\": [\"java.util.HashSet\", [\"cejWyOfXge6\"]], \"skipIndexDeletion\": false} | {attributes=cejWyOfXge6, skipIndexDeletion=false}",
        "SqlViewUpdate | {\"sqlViews\": [\"java.util.ArrayList\", [\"dI68mLkP1wN\"]]} | {sqlViews=dI68mLkP1wN}",
        "DisableInactiveUsers | {\"inactiveMonths\": 12, \"reminderDaysBefore\": null} | {inactiveMonths=12}",
        "LockExceptionCleanup | {\"expiresAfterMonths\": 6} | {expiresAfterMonths=6}",
        "Test | {\"waitMillis\": 10, \"stages\": 2, \"failWithPolicy\": \"SKIP_ITEM\", \"runStagesParallel\": true} | {failWithPolicy=SKIP_ITEM, runStagesParallel=true, stages=2, waitMillis=10}"
      })
  void parameters_of_a_class_are_read_without_it(String name, String fields, String expected) {
    String stored =
        "[\"org.hisp.dhis.scheduling.parameters." + name + "JobParameters\", " + fields + "]";

    assertThat(new TreeMap<>(HostJobParameters.read(stored))).hasToString(expected);
    assertThat(new TreeMap<>(HostJobParameters.read(fields)))
        .as("without a class, as the server's web API shows it")
        .hasToString(expected);
  }

  @Test
  void what_cannot_be_read_is_refused() {
    assertThatThrownBy(() -> HostJobParameters.read("[\"org.hisp.dhis.Gone\", {\"a\""))
        .isInstanceOf(InvalidRequestException.class);
  }
}
