/** Bounds of data values: access and run lock. */
@NullMarked
package io.github.dhisadmin.core.internal.minmax;

import org.jspecify.annotations.NullMarked;
