package io.github.dhisadmin.migration;

/** What can be chosen for a migration of metadata; everything else comes as they need it. */
public enum MetadataKind {
  /** Dashboards, with what their items show. */
  DASHBOARDS("dashboards"),
  /** Charts and pivot tables of aggregate data. */
  VISUALIZATIONS("visualizations"),
  /** Charts and line lists of events and enrollments. */
  EVENT_VISUALIZATIONS("eventVisualizations"),
  /** Maps, with what their layers show. */
  MAPS("maps");

  private final String dhis2Name;

  MetadataKind(String dhis2Name) {
    this.dhis2Name = dhis2Name;
  }

  /** The name under which DHIS2 lists them. */
  public String dhis2Name() {
    return dhis2Name;
  }
}
