/** Synchronisation with other DHIS2 servers: which they are, and what became of what was sent. */
@NullMarked
package io.github.dhisadmin.sync;

import org.jspecify.annotations.NullMarked;
