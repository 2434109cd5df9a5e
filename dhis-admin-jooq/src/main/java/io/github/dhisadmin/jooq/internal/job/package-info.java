/** Jobs and their runs as rows, and every change of their state as one guarded update. */
@NullMarked
package io.github.dhisadmin.jooq.internal.job;

import org.jspecify.annotations.NullMarked;
