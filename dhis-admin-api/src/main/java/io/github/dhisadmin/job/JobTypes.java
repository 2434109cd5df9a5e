package io.github.dhisadmin.job;

/**
 * The job types that the library brings, under the names that DHIS2 has for them where it has the
 * same.
 */
public final class JobTypes {
  /** Rebuilds resource tables; never beside analytics tables. */
  public static final JobType<NoParameters> RESOURCE_TABLE =
      JobType.of("RESOURCE_TABLE", NoParameters.class, "Rebuilds all resource tables.")
          .excluding("TABLES");

  /** Rebuilds analytics tables; never beside resource tables. */
  public static final JobType<AnalyticsJobParameters> ANALYTICS_TABLE =
      JobType.of(
              "ANALYTICS_TABLE",
              AnalyticsJobParameters.class,
              "Rebuilds analytics tables, and resource tables before them.")
          .excluding("TABLES");

  /** Keeps analytics tables fresh; to be scheduled with a delay. */
  public static final JobType<ContinuousAnalyticsJobParameters> CONTINUOUS_ANALYTICS_TABLE =
      JobType.of(
              "CONTINUOUS_ANALYTICS_TABLE",
              ContinuousAnalyticsJobParameters.class,
              "Rebuilds all analytics tables once a day, and between that moves what changed to the"
                  + " partitions of latest values.")
          .excluding("TABLES");

  /** Counts integrity issues. */
  public static final JobType<DataIntegrityJobParameters> DATA_INTEGRITY =
      JobType.of(
          "DATA_INTEGRITY",
          DataIntegrityJobParameters.class,
          "Counts what is wrong in the metadata.");

  /** Finds integrity issues and keeps them. */
  public static final JobType<DataIntegrityJobParameters> DATA_INTEGRITY_DETAILS =
      JobType.of(
          "DATA_INTEGRITY_DETAILS",
          DataIntegrityJobParameters.class,
          "Finds what is wrong in the metadata, object by object, and keeps it in the history.");

  /** Carries maintenance operations out. */
  public static final JobType<MaintenanceJobParameters> MAINTENANCE =
      JobType.of(
          "MAINTENANCE",
          MaintenanceJobParameters.class,
          "Carries maintenance operations out, each with its usual parameters.");

  /** Counts what the database holds and keeps it as the day's snapshot; also a system job. */
  public static final JobType<NoParameters> DATA_STATISTICS =
      JobType.of(
          "DATA_STATISTICS",
          NoParameters.class,
          "Counts what the database holds and keeps it as the snapshot of the day.");

  /** Removes old lock exceptions. */
  public static final JobType<LockExceptionCleanupJobParameters> LOCK_EXCEPTION_CLEANUP =
      JobType.of(
          "LOCK_EXCEPTION_CLEANUP",
          LockExceptionCleanupJobParameters.class,
          "Removes lock exceptions that were added long ago.");

  /** Computes the bounds within which data values are expected. */
  public static final JobType<MinMaxJobParameters> MIN_MAX_GENERATION =
      JobType.of(
          "MIN_MAX_GENERATION",
          MinMaxJobParameters.class,
          "Computes the bounds within which data values are expected from earlier values.");

  /** Creates, replaces and refreshes the views of SQL views. */
  public static final JobType<NoParameters> MATERIALIZED_SQL_VIEW_UPDATE =
      JobType.of(
          "MATERIALIZED_SQL_VIEW_UPDATE",
          NoParameters.class,
          "Refreshes materialised SQL views, and creates or replaces views that changed.");

  /** Sends data values and complete data set registrations to another server. */
  public static final JobType<DataSyncJobParameters> DATA_SYNC =
      JobType.of(
          "DATA_SYNC",
          DataSyncJobParameters.class,
          "Sends data values and complete data set registrations to another server.");

  /** Sends events of programs without registration to another server. */
  public static final JobType<EventSyncJobParameters> EVENT_PROGRAMS_DATA_SYNC =
      JobType.of(
          "EVENT_PROGRAMS_DATA_SYNC",
          EventSyncJobParameters.class,
          "Sends events of programs without registration to another server.");

  /** Sends tracked entities with their enrollments to another server. */
  public static final JobType<TrackerSyncJobParameters> TRACKER_PROGRAMS_DATA_SYNC =
      JobType.of(
          "TRACKER_PROGRAMS_DATA_SYNC",
          TrackerSyncJobParameters.class,
          "Sends tracked entities with their enrollments to another server.");

  /** Takes metadata versions over from a central server. */
  public static final JobType<MetadataSyncJobParameters> META_DATA_SYNC =
      JobType.of(
          "META_DATA_SYNC",
          MetadataSyncJobParameters.class,
          "Takes metadata versions over from a central server, one after the other.");

  /** Migrates data from one server to another. */
  public static final JobType<DataMigrationJobParameters> DATA_MIGRATION =
      JobType.of(
          "DATA_MIGRATION",
          DataMigrationJobParameters.class,
          "Migrates data of the last periods from one server to another.");

  /** Migrates metadata from one server to another. */
  public static final JobType<MetadataMigrationJobParameters> METADATA_MIGRATION =
      JobType.of(
          "METADATA_MIGRATION",
          MetadataMigrationJobParameters.class,
          "Migrates dashboards, visualizations and maps, with all they need, from one server to"
              + " another.");

  /** Runs other jobs one after the other. */
  public static final JobType<JobQueueParameters> JOB_QUEUE =
      JobType.of(
              "JOB_QUEUE",
              JobQueueParameters.class,
              "Runs other jobs one after the other, in order.")
          .parallel();

  /** Deletes old runs from the history; a system job. */
  public static final JobType<JobHistoryParameters> JOB_HISTORY =
      JobType.of(
          "JOB_HISTORY", JobHistoryParameters.class, "Deletes old runs from the history of jobs.");

  /** Does nothing useful, slowly or wrongly, so that operators can try the scheduler. */
  public static final JobType<TestJobParameters> TEST =
      JobType.of("TEST", TestJobParameters.class, "Does nothing, for trying the scheduler.")
          .parallel();

  private JobTypes() {}
}
