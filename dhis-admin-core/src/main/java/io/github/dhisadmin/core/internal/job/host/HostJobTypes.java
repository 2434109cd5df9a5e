package io.github.dhisadmin.core.internal.job.host;

import io.github.dhisadmin.schema.SchemaFamily;
import java.util.Set;

/** The job types that a DHIS2 server knows, as its enum JobType has them. */
final class HostJobTypes {
  private static final Set<String> ALWAYS =
      Set.of(
          "ACCOUNT_EXPIRY_ALERT",
          "AGGREGATE_DATA_EXCHANGE",
          "ANALYTICS_TABLE",
          "COMPLETE_DATA_SET_REGISTRATION_IMPORT",
          "CONTINUOUS_ANALYTICS_TABLE",
          "CREDENTIALS_EXPIRY_ALERT",
          "DATAVALUE_IMPORT",
          "DATAVALUE_IMPORT_INTERNAL",
          "DATA_INTEGRITY",
          "DATA_INTEGRITY_DETAILS",
          "DATA_SET_NOTIFICATION",
          "DATA_STATISTICS",
          "DATA_SYNC",
          "DISABLE_INACTIVE_USERS",
          "FILE_RESOURCE_CLEANUP",
          "GEOJSON_IMPORT",
          "GML_IMPORT",
          "IMAGE_PROCESSING",
          "MATERIALIZED_SQL_VIEW_UPDATE",
          "METADATA_IMPORT",
          "META_DATA_SYNC",
          "MOCK",
          "MONITORING",
          "PREDICTOR",
          "PROGRAM_NOTIFICATIONS",
          "REMOVE_USED_OR_EXPIRED_RESERVED_VALUES",
          "RESOURCE_TABLE",
          "SEND_SCHEDULED_MESSAGE",
          "SMS_INBOUND_PROCESSING",
          "SMS_SEND",
          "SYSTEM_VERSION_UPDATE_CHECK",
          "TEST",
          "TRACKER_IMPORT_JOB",
          "TRACKER_IMPORT_NOTIFICATION_JOB",
          "TRACKER_IMPORT_RULE_ENGINE_JOB",
          "VALIDATION_RESULTS_NOTIFICATION");

  /** Those that only the server makes: its system jobs, and runs of imports and messages. */
  private static final Set<String> OF_THE_SERVER =
      Set.of(
          "ACCOUNT_EXPIRY_ALERT",
          "COMPLETE_DATA_SET_REGISTRATION_IMPORT",
          "CREDENTIALS_EXPIRY_ALERT",
          "DATAVALUE_IMPORT",
          "DATAVALUE_IMPORT_INTERNAL",
          "DATA_SET_NOTIFICATION",
          "DATA_STATISTICS",
          "DATA_VALUE_TRIM",
          "FILE_RESOURCE_CLEANUP",
          "GEOJSON_IMPORT",
          "GML_IMPORT",
          "HOUSEKEEPING",
          "IMAGE_PROCESSING",
          "METADATA_IMPORT",
          "MOCK",
          "REMOVE_USED_OR_EXPIRED_RESERVED_VALUES",
          "SMS_INBOUND_PROCESSING",
          "SMS_SEND",
          "SYSTEM_VERSION_UPDATE_CHECK",
          "TRACKER_IMPORT_JOB",
          "TRACKER_IMPORT_NOTIFICATION_JOB",
          "TRACKER_IMPORT_RULE_ENGINE_JOB",
          "VALIDATION_RESULTS_NOTIFICATION");

  private static final Set<String> UNTIL_2_40 =
      Set.of(
          "ANALYTICSTABLE_UPDATE",
          "ENROLLMENT_IMPORT",
          "EVENT_IMPORT",
          "LEADER_ELECTION",
          "LEADER_RENEWAL",
          "PROGRAM_DATA_SYNC",
          "TEI_IMPORT");

  private static final Set<String> FROM_2_41 =
      Set.of("DATA_VALUE_TRIM", "HOUSEKEEPING", "HTML_PUSH_ANALYTICS", "LOCK_EXCEPTION_CLEANUP");

  private static final Set<String> UNTIL_2_41 =
      Set.of("EVENT_PROGRAMS_DATA_SYNC", "TRACKER_PROGRAMS_DATA_SYNC");

  private static final Set<String> FROM_2_42 =
      Set.of("SINGLE_EVENT_DATA_SYNC", "TRACKED_ENTITY_DATA_SYNC");

  private static final Set<String> UNTIL_2_42 =
      Set.of("PUSH_ANALYSIS", "TRACKER_SEARCH_OPTIMIZATION");

  private static final Set<String> FROM_2_43 = Set.of("TRACKER_TRIGRAM_INDEX_MAINTENANCE");

  private final SchemaFamily server;

  HostJobTypes(SchemaFamily server) {
    this.server = server;
  }

  /** Whether a server of this line knows a type. */
  boolean knows(String type) {
    return ALWAYS.contains(type)
        || (since(SchemaFamily.V2_41) ? FROM_2_41 : UNTIL_2_40).contains(type)
        || (since(SchemaFamily.V2_42) ? FROM_2_42 : UNTIL_2_41).contains(type)
        || (since(SchemaFamily.V2_43) ? FROM_2_43 : UNTIL_2_42).contains(type);
  }

  /** Whether users create jobs of a known type (2.42, JobType.isUserDefined). */
  boolean isForUsers(String type) {
    return !OF_THE_SERVER.contains(type);
  }

  /** The version line, as DHIS2 writes it. */
  String server() {
    return server.label();
  }

  private boolean since(SchemaFamily family) {
    return server.isAtLeast(family);
  }
}
