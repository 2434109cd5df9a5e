package io.github.dhisadmin.spi;

/**
 * An object as an expression names it, whether it exists or not.
 *
 * @param type what it should be
 * @param uid its uid
 */
public record Reference(ReferredType type, String uid) {}
