/** Servers to synchronise with, data to send them, and how far they were sent. */
@NullMarked
package io.github.dhisadmin.jooq.internal.sync;

import org.jspecify.annotations.NullMarked;
