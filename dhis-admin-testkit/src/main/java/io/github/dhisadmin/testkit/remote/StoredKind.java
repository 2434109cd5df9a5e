package io.github.dhisadmin.testkit.remote;

/** What a {@link FakeDhis2} stores. */
public enum StoredKind {
  /** Keyed by data element, period, organisation unit and both option combinations. */
  DATA_VALUE,
  /** Keyed by data set, period, organisation unit and attribute option combination. */
  REGISTRATION,
  /** Keyed by uid. */
  TRACKED_ENTITY,
  /** Keyed by uid. */
  ENROLLMENT,
  /** Keyed by uid. */
  EVENT,
  /** Keyed by uid. */
  RELATIONSHIP,
  /** Keyed by type and uid, as in {@code dataElements/fbfJHSPpUQD}. */
  METADATA,
  /** Entries of the data store, keyed by namespace and key, as in {@code portal/modules}. */
  DATA_STORE
}
