/** The bounds within which data values are expected, computed from earlier values. */
@NullMarked
package io.github.dhisadmin.minmax;

import org.jspecify.annotations.NullMarked;
