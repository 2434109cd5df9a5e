package io.github.dhisadmin.sync.metadata;

import java.time.Instant;

/**
 * A recovery that was carried out.
 *
 * @param recovery what was done, why and by whom
 * @param effect what it changed, with all that would be needed to undo it
 * @param at when, by the database's clock
 */
public record MetadataRecoveryRecord(MetadataRecovery recovery, String effect, Instant at) {}
