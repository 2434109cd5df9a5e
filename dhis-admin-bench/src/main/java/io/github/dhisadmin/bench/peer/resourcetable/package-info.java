/** DHIS2's own way of building resource tables, as the thing to compare with. */
@NullMarked
package io.github.dhisadmin.bench.peer.resourcetable;

import org.jspecify.annotations.NullMarked;
