package io.github.dhisadmin.core.internal.job.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.schema.SchemaFamily;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One row for each class of parameters, stored as Jackson does with the types DHIS2 gives it. */
class HostParametersTest {
  private static final String PACKAGE = "org.hisp.dhis.scheduling.parameters.";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "V2_42 | ANALYTICS_TABLE | Analytics | lastYears=2;skipTableTypes=EVENT;skipPrograms=IpHINAT79UW;skipResourceTables=true;skipOutliers=false | {\"lastYears\":2,\"skipTableTypes\":[\"java.util.HashSet\",[\"EVENT\"]],\"skipPrograms\":[\"java.util.HashSet\",[\"IpHINAT79UW\"]],\"skipResourceTables\":true,\"skipOutliers\":false}",
        "V2_42 | CONTINUOUS_ANALYTICS_TABLE | ContinuousAnalytics | fullUpdateHourOfDay=0;lastYears=3;skipTableTypes=EVENT,OWNERSHIP | {\"fullUpdateHourOfDay\":0,\"lastYears\":3,\"skipTableTypes\":[\"java.util.HashSet\",[\"EVENT\",\"OWNERSHIP\"]]}",
        "V2_42 | DATA_INTEGRITY | DataIntegrity | type=SUMMARY;checks=a,b | {\"type\":\"SUMMARY\",\"checks\":[\"java.util.HashSet\",[\"a\",\"b\"]]}",
        "V2_42 | DATA_INTEGRITY_DETAILS | DataIntegrityDetails | checks=a | {\"checks\":[\"java.util.HashSet\",[\"a\"]]}",
        "V2_42 | DATA_SYNC | DataSynchronization | pageSize=10000 | {\"pageSize\":10000}",
        "V2_41 | META_DATA_SYNC | MetadataSync | dataValuesPageSize=10000;trackerProgramPageSize=20;eventProgramPageSize=60 | {\"dataValuesPageSize\":10000,\"trackerProgramPageSize\":20,\"eventProgramPageSize\":60}",
        "V2_42 | META_DATA_SYNC | MetadataSync | dataValuesPageSize=50 | {\"dataValuesPageSize\":50}",
        "V2_41 | EVENT_PROGRAMS_DATA_SYNC | EventProgramsDataSynchronization | pageSize=60 | {\"pageSize\":60}",
        "V2_41 | TRACKER_PROGRAMS_DATA_SYNC | TrackerProgramsDataSynchronization | pageSize=20 | {\"pageSize\":20}",
        "V2_42 | SINGLE_EVENT_DATA_SYNC | SingleEventDataSynchronization | pageSize=200 | {\"pageSize\":200}",
        "V2_42 | TRACKED_ENTITY_DATA_SYNC | TrackerDataSynchronization | pageSize=200 | {\"pageSize\":200}",
        "V2_42 | AGGREGATE_DATA_EXCHANGE | AggregateDataExchange | dataExchangeIds=JuvAlfgzLm5 | {\"dataExchangeIds\":[\"java.util.ArrayList\",[\"JuvAlfgzLm5\"]]}",
        "V2_42 | MONITORING | Monitoring | relativeStart=-100;relativeEnd=0;validationRuleGroups=UP1lp8h4hVx;sendNotifications=true;persistResults=false | {\"relativeStart\":-100,\"relativeEnd\":0,\"validationRuleGroups\":[\"java.util.ArrayList\",[\"UP1lp8h4hVx\"]],\"sendNotifications\":true,\"persistResults\":false}",
        "V2_42 | PREDICTOR | Predictor | relativeStart=-30;relativeEnd=0;predictorGroups=UoHtHHXw6E9,UoHtHHXw6E8 | {\"relativeStart\":-30,\"relativeEnd\":0,\"predictorGroups\":[\"java.util.ArrayList\",[\"UoHtHHXw6E9\",\"UoHtHHXw6E8\"]]}",
        "V2_42 | PUSH_ANALYSIS | PushAnalysis | pushAnalysis=jtcMAKhWwnc | {\"pushAnalysis\":[\"java.util.ArrayList\",[\"jtcMAKhWwnc\"]]}",
        "V2_42 | HTML_PUSH_ANALYTICS | HtmlPushAnalytics | dashboard=nghVC4wtyzi;receivers=wl5cDMuUhmF;mode=EXECUTOR | {\"dashboard\":\"nghVC4wtyzi\",\"receivers\":\"wl5cDMuUhmF\",\"mode\":\"EXECUTOR\"}",
        "V2_42 | TRACKER_SEARCH_OPTIMIZATION | TrackerTrigramIndex | attributes=cejWyOfXge6;skipIndexDeletion=false | {\"attributes\":[\"java.util.HashSet\",[\"cejWyOfXge6\"]],\"skipIndexDeletion\":false}",
        "V2_43 | TRACKER_TRIGRAM_INDEX_MAINTENANCE | TrackerTrigramIndex | runAnalyze=true | {\"runAnalyze\":true}",
        "V2_42 | MATERIALIZED_SQL_VIEW_UPDATE | SqlViewUpdate | sqlViews=dI68mLkP1wN | {\"sqlViews\":[\"java.util.ArrayList\",[\"dI68mLkP1wN\"]]}",
        "V2_42 | DISABLE_INACTIVE_USERS | DisableInactiveUsers | inactiveMonths=12;reminderDaysBefore=28 | {\"inactiveMonths\":12,\"reminderDaysBefore\":28}",
        "V2_42 | LOCK_EXCEPTION_CLEANUP | LockExceptionCleanup | expiresAfterMonths=6 | {\"expiresAfterMonths\":6}",
        "V2_42 | TEST | Test | waitMillis=10;stages=2;failWithMessage=No \"luck\".;failWithPolicy=SKIP_ITEM;runStagesParallel=true | {\"waitMillis\":10,\"stages\":2,\"failWithMessage\":\"No \\\"luck\\\".\",\"failWithPolicy\":\"SKIP_ITEM\",\"runStagesParallel\":true}"
      })
  void parameters_are_written_as_the_server_stores_them_and_read_again(
      SchemaFamily server, String type, String className, String values, String expected) {
    Map<String, String> given = map(values);

    String stored = parameters(server, type).write(given);

    assertThat(stored).isEqualTo("[\"" + PACKAGE + className + "JobParameters\"," + expected + "]");
    assertThat(new TreeMap<>(HostJobParameters.read(stored))).isEqualTo(new TreeMap<>(given));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "DATA_SYNC | pageSize=49 | 'pageSize' is from 50 to 30000 (E4008)",
        "DATA_SYNC | pageSize=many | 'pageSize' is a whole number",
        "DATA_SYNC | pages=50 | 'pages' is none of its parameters",
        "META_DATA_SYNC | eventProgramPageSize=60 | 'eventProgramPageSize' is none of its parameters",
        "ANALYTICS_TABLE | skipOutliers=yes | 'skipOutliers' is true or false",
        "ANALYTICS_TABLE | skipTableTypes=EVENT,EVENTS | 'skipTableTypes' does not take 'EVENTS' (E4014)",
        "AGGREGATE_DATA_EXCHANGE | dataExchangeIds= | 'dataExchangeIds' is missing (E4000)",
        "PREDICTOR | predictors=1oHtHHXw6E9 | 'predictors' does not take '1oHtHHXw6E9' (E4014)",
        "DISABLE_INACTIVE_USERS | inactiveMonths=25 | 'inactiveMonths' is from 1 to 24 (E4008)"
      })
  void what_the_server_would_not_take_is_refused(String type, String values, String problem) {
    assertThatThrownBy(() -> parameters(SchemaFamily.V2_42, type).write(map(values)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    assertThatThrownBy(
            () ->
                parameters(SchemaFamily.V2_42, "HTML_PUSH_ANALYTICS")
                    .write(Map.of("dashboard", "x", "mode", "NOBODY")))
        .hasMessage(
            "Parameters: 'dashboard' does not take 'x' (E4014); 'mode' does not take 'NOBODY'"
                + " (E4014); 'receivers' is missing (E4000).");
  }

  @Test
  void types_without_parameters_have_none() {
    assertThat(new HostParameterClasses(SchemaFamily.V2_42).of("RESOURCE_TABLE")).isEmpty();
  }

  private static HostParameters parameters(SchemaFamily server, String type) {
    return new HostParameterClasses(server).of(type).orElseThrow();
  }

  private static Map<String, String> map(String values) {
    return Arrays.stream(values.split(";", -1))
        .map(value -> value.split("=", 2))
        .collect(Collectors.toMap(value -> value[0], value -> value[1]));
  }
}
