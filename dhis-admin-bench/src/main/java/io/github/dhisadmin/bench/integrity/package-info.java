/** Compares integrity checks with the way DHIS2 runs them. */
@NullMarked
package io.github.dhisadmin.bench.integrity;

import org.jspecify.annotations.NullMarked;
