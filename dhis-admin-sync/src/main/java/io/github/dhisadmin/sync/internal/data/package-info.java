/** Sending of data: in which order, what becomes of it, and what it looks like on the wire. */
@NullMarked
package io.github.dhisadmin.sync.internal.data;

import org.jspecify.annotations.NullMarked;
