/** The comparison of the library with DHIS2's procedure on the same data, server and sessions. */
@NullMarked
package io.github.dhisadmin.bench.comparison;

import org.jspecify.annotations.NullMarked;
