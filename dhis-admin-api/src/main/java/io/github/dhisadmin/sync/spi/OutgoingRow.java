package io.github.dhisadmin.sync.spi;

import io.github.dhisadmin.sync.spi.SyncWindow.Position;

/** A row that is to be sent. */
public sealed interface OutgoingRow
    permits OutgoingValue, OutgoingRegistration, OutgoingEvent, OutgoingTrackedEntity {

  /** Where it stands in the order of rows; its key identifies the row. */
  Position position();

  /** Uids and period that identify it, for people. */
  String key();
}
