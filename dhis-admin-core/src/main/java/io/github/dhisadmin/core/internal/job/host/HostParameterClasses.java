package io.github.dhisadmin.core.internal.job.host;

import io.github.dhisadmin.core.internal.job.host.HostParameters.Field;
import io.github.dhisadmin.core.internal.job.host.HostParameters.Kind;
import io.github.dhisadmin.schema.SchemaFamily;
import java.util.Optional;
import java.util.Set;

/**
 * Which parameters the types of a DHIS2 server have that users create (2.41 to 2.43, JobType and
 * the classes it names).
 */
final class HostParameterClasses {
  private static final HostParameters ANALYTICS =
      HostParameters.of(
          "Analytics",
          Field.number("lastYears"),
          tableTypes(),
          Field.of("skipPrograms", Kind.UID_SET),
          Field.flag("skipResourceTables"),
          Field.flag("skipOutliers"));

  private static final HostParameters CONTINUOUS =
      HostParameters.of(
          "ContinuousAnalytics",
          Field.number("fullUpdateHourOfDay", 0, 23),
          Field.number("lastYears"),
          tableTypes(),
          Field.flag("skipOutliers"));

  private static final HostParameters MONITORING =
      HostParameters.of(
          "Monitoring",
          Field.number("relativeStart"),
          Field.number("relativeEnd"),
          Field.of("validationRuleGroups", Kind.UID_LIST),
          Field.flag("sendNotifications"),
          Field.flag("persistResults"));

  private static final HostParameters PREDICTOR =
      HostParameters.of(
          "Predictor",
          Field.number("relativeStart"),
          Field.number("relativeEnd"),
          Field.of("predictors", Kind.UID_LIST),
          Field.of("predictorGroups", Kind.UID_LIST));

  private static final HostParameters DASHBOARD_MAIL =
      HostParameters.of(
          "HtmlPushAnalytics",
          Field.of("dashboard", Kind.UID).needed(),
          Field.of("receivers", Kind.UID).needed(),
          Field.choice("mode", "EXECUTOR", "RECEIVER").needed());

  private static final HostParameters INACTIVE_USERS =
      HostParameters.of(
          "DisableInactiveUsers",
          Field.number("inactiveMonths", 1, 24).needed(),
          Field.number("reminderDaysBefore", 1, 28));

  private static final HostParameters TEST =
      HostParameters.of(
          "Test",
          Field.number("waitMillis"),
          Field.number("stages"),
          Field.number("failAtStage"),
          Field.number("items"),
          Field.number("failAtItem"),
          Field.number("itemDuration"),
          Field.of("failWithMessage", Kind.TEXT),
          Field.flag("failWithException"),
          Field.flag("failWithPostCondition"),
          Field.choice(
              "failWithPolicy", "PARENT", "FAIL", "SKIP_STAGE", "SKIP_ITEM", "SKIP_ITEM_OUTLIER"),
          Field.flag("runStagesParallel"));

  /** Types whose runs act in the name of whoever made them (2.42, JobType). */
  private static final Set<String> OF_A_USER =
      Set.of(
          "AGGREGATE_DATA_EXCHANGE",
          "HTML_PUSH_ANALYTICS",
          "META_DATA_SYNC",
          "SINGLE_EVENT_DATA_SYNC",
          "TRACKED_ENTITY_DATA_SYNC");

  private final SchemaFamily server;

  HostParameterClasses(SchemaFamily server) {
    this.server = server;
  }

  private static Field tableTypes() {
    return Field.choices(
        "skipTableTypes",
        "DATA_VALUE",
        "COMPLETENESS",
        "COMPLETENESS_TARGET",
        "ORG_UNIT_TARGET",
        "VALIDATION_RESULT",
        "EVENT",
        "ENROLLMENT",
        "OWNERSHIP",
        "TRACKED_ENTITY_INSTANCE_EVENTS",
        "TRACKED_ENTITY_INSTANCE_ENROLLMENTS",
        "TRACKED_ENTITY_INSTANCE");
  }

  /** Whether the server runs jobs of the type only in somebody's name. */
  static boolean needsUser(String type) {
    return OF_A_USER.contains(type);
  }

  /** The parameters of a type that the server knows; empty if it has none. */
  Optional<HostParameters> of(String type) {
    return Optional.ofNullable(
        switch (type) {
          case "ANALYTICS_TABLE" -> ANALYTICS;
          case "CONTINUOUS_ANALYTICS_TABLE" -> CONTINUOUS;
          case "DATA_INTEGRITY" ->
              HostParameters.of(
                  "DataIntegrity",
                  Field.choice("type", "REPORT", "SUMMARY", "DETAILS"),
                  Field.of("checks", Kind.TEXT_SET));
          case "DATA_INTEGRITY_DETAILS" ->
              HostParameters.of("DataIntegrityDetails", Field.of("checks", Kind.TEXT_SET));
          case "DATA_SYNC" ->
              HostParameters.of("DataSynchronization", Field.number("pageSize", 50, 30_000));
          case "META_DATA_SYNC" -> metadataSync();
          case "EVENT_PROGRAMS_DATA_SYNC" -> pages("EventProgramsDataSynchronization", 200);
          case "TRACKER_PROGRAMS_DATA_SYNC" -> pages("TrackerProgramsDataSynchronization", 100);
          case "SINGLE_EVENT_DATA_SYNC" -> pages("SingleEventDataSynchronization", 200);
          case "TRACKED_ENTITY_DATA_SYNC" -> pages("TrackerDataSynchronization", 200);
          case "AGGREGATE_DATA_EXCHANGE" ->
              HostParameters.of(
                  "AggregateDataExchange", Field.of("dataExchangeIds", Kind.UID_LIST).needed());
          case "MONITORING" -> MONITORING;
          case "PREDICTOR" -> PREDICTOR;
          case "PUSH_ANALYSIS" ->
              HostParameters.of("PushAnalysis", Field.of("pushAnalysis", Kind.UID_LIST).needed());
          case "HTML_PUSH_ANALYTICS" -> DASHBOARD_MAIL;
          case "TRACKER_SEARCH_OPTIMIZATION" ->
              HostParameters.of(
                  "TrackerTrigramIndex",
                  Field.of("attributes", Kind.UID_SET),
                  Field.flag("skipIndexDeletion"));
          case "TRACKER_TRIGRAM_INDEX_MAINTENANCE" ->
              HostParameters.of("TrackerTrigramIndex", Field.flag("runAnalyze"));
          case "MATERIALIZED_SQL_VIEW_UPDATE" ->
              HostParameters.of("SqlViewUpdate", Field.of("sqlViews", Kind.UID_LIST));
          case "DISABLE_INACTIVE_USERS" -> INACTIVE_USERS;
          case "LOCK_EXCEPTION_CLEANUP" ->
              HostParameters.of("LockExceptionCleanup", Field.number("expiresAfterMonths", 1, 12));
          case "TEST" -> TEST;
          default -> null;
        });
  }

  private HostParameters metadataSync() {
    Field values = Field.number("dataValuesPageSize", 50, 30_000);
    return server.isAtLeast(SchemaFamily.V2_42)
        ? HostParameters.of("MetadataSync", values)
        : HostParameters.of(
            "MetadataSync",
            values,
            Field.number("trackerProgramPageSize", 5, 100),
            Field.number("eventProgramPageSize", 5, 200));
  }

  private static HostParameters pages(String className, int most) {
    return HostParameters.of(className, Field.number("pageSize", 5, most));
  }
}
