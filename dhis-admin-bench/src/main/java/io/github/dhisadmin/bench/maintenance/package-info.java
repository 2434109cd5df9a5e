/** Maintenance the library's way and DHIS2's, on the same work. */
@NullMarked
package io.github.dhisadmin.bench.maintenance;

import org.jspecify.annotations.NullMarked;
