package io.github.dhisadmin.bench.analytics;

/**
 * What the tables of a part and their indexes take of the disk.
 *
 * @param part which tables
 * @param libraryBytes those of the library
 * @param dhis2Bytes those of DHIS2
 */
record DiskUse(String part, long libraryBytes, long dhis2Bytes) {
  /** The library's share of DHIS2's. */
  double ratio() {
    return (double) libraryBytes / dhis2Bytes;
  }
}
