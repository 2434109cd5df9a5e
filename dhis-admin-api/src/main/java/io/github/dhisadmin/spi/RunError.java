package io.github.dhisadmin.spi;

import org.jspecify.annotations.Nullable;

/**
 * Something that went wrong with a single object within a run.
 *
 * @param code what kind of mistake
 * @param objectOrNull identifier of the object
 * @param message in words
 */
public record RunError(String code, @Nullable String objectOrNull, String message) {}
