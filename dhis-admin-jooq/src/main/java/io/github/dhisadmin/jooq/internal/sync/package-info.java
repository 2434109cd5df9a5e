/** Servers to synchronise with, as rows. */
@NullMarked
package io.github.dhisadmin.jooq.internal.sync;

import org.jspecify.annotations.NullMarked;
