/**
 * Builds analytics tables: one class per type says what its rows are, one engine populates, indexes
 * and swaps them.
 */
@NullMarked
package io.github.dhisadmin.jooq.internal.analytics;

import org.jspecify.annotations.NullMarked;
