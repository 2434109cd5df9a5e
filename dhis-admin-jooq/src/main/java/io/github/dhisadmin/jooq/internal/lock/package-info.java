/** Locks between runs, held in PostgreSQL so that they end with the process that holds them. */
@NullMarked
package io.github.dhisadmin.jooq.internal.lock;

import org.jspecify.annotations.NullMarked;
