package io.github.dhisadmin.integrity;

/** Where a check comes from. */
public enum CheckSource {
  /** One of the 33 checks that DHIS2's administration guide describes. */
  SEED,
  /** A further check of the library. */
  EXTENDED,
  /** Given by the operator of this installation. */
  CUSTOM
}
