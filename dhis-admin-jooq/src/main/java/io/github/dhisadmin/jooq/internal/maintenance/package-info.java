/** Maintenance operations on the database: one class each, and what all of them share. */
@NullMarked
package io.github.dhisadmin.jooq.internal.maintenance;

import org.jspecify.annotations.NullMarked;
