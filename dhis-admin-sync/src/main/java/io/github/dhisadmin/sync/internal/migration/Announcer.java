package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.MigrationEvent;
import io.github.dhisadmin.migration.MigrationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener whose failures are its own. */
final class Announcer {
  private static final Logger log = LoggerFactory.getLogger(Announcer.class);

  private final MigrationListener listener;

  Announcer(MigrationListener listener) {
    this.listener = listener;
  }

  void tell(MigrationEvent event) {
    try {
      listener.on(event);
    } catch (Throwable e) {
      log.warn(
          "migration listener failed event={} run={}",
          event.getClass().getSimpleName(),
          event.run(),
          e);
    }
  }
}
