/** Synchronisation and migration between DHIS2 instances. */
@NullMarked
package io.github.dhisadmin.sync;

import org.jspecify.annotations.NullMarked;
