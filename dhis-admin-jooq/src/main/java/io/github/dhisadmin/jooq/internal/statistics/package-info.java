/** Counts of what a database holds, and their snapshots. */
@NullMarked
package io.github.dhisadmin.jooq.internal.statistics;

import org.jspecify.annotations.NullMarked;
