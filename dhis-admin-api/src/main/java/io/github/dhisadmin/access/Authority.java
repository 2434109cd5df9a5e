package io.github.dhisadmin.access;

/** The DHIS2 authorities that operations of the library ask for. */
public enum Authority {
  /** Everything. */
  ALL("ALL"),
  /** Maintenance, and the generation of resource and analytics tables. */
  PERFORM_MAINTENANCE("F_PERFORM_MAINTENANCE"),
  /** Creating, changing, running and cancelling jobs. */
  SCHEDULING_ADMIN("F_SCHEDULING_ADMIN"),
  /** Reading what went wrong with single objects while jobs ran. */
  JOB_LOG_READ("F_JOB_LOG_READ"),
  /** Bounds of data values. */
  GENERATE_MIN_MAX_VALUES("F_GENERATE_MIN_MAX_VALUES"),
  /** Settings of the system, other servers to synchronise with among them. */
  SYSTEM_SETTING("F_SYSTEM_SETTING"),
  /** Sending data to other servers. */
  EXPORT_DATA("F_EXPORT_DATA"),
  /** Metadata versions. */
  METADATA_MANAGE("F_METADATA_MANAGE");

  private final String dhis2Name;

  Authority(String dhis2Name) {
    this.dhis2Name = dhis2Name;
  }

  /** The name under which DHIS2 stores the authority in a user role. */
  public String dhis2Name() {
    return dhis2Name;
  }
}
