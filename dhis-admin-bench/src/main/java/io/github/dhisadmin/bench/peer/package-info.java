/** DHIS2's own way of building analytics tables, as the thing to compare with. */
@NullMarked
package io.github.dhisadmin.bench.peer;

import org.jspecify.annotations.NullMarked;
