package io.github.dhisadmin.sync.spi;

import java.time.Clock;

/**
 * What synchronisation is given to work with.
 *
 * @param store where it remembers what it did and what it is to do
 * @param clock the time in this process
 */
public record SyncEnvironment(SyncStore store, Clock clock) {}
