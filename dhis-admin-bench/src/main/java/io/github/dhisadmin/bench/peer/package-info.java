/** DHIS2's own way of building tables of data values, events and enrollments, as the thing to compare with. */
@NullMarked
package io.github.dhisadmin.bench.peer;

import org.jspecify.annotations.NullMarked;
