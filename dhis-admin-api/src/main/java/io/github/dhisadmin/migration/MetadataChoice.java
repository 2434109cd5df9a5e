package io.github.dhisadmin.migration;

/**
 * Something of the source that can be migrated.
 *
 * @param kind what it is
 * @param uid by which it is chosen
 * @param name what people call it
 */
public record MetadataChoice(MetadataKind kind, String uid, String name) {}
