/** Benchmarks of the library beside DHIS2's own procedure. */
@NullMarked
package io.github.dhisadmin.bench;

import org.jspecify.annotations.NullMarked;
