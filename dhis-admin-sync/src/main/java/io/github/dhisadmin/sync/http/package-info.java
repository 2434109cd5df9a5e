/** Synchronisation over HTTP, for a host to add to its services. */
@NullMarked
package io.github.dhisadmin.sync.http;

import org.jspecify.annotations.NullMarked;
