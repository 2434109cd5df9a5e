/** Bounds of data values, computed from the values themselves. */
@NullMarked
package io.github.dhisadmin.jooq.internal.minmax;

import org.jspecify.annotations.NullMarked;
