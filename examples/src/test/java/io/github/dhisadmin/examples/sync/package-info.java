/** Synchronisation as a whole: under faults, killed, and as jobs. */
@NullMarked
package io.github.dhisadmin.examples.sync;

import org.jspecify.annotations.NullMarked;
