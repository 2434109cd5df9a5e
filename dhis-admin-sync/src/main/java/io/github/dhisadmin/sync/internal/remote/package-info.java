/**
 * Another DHIS2 server over HTTP: requests, trouble, and what its import reports say of each row.
 */
@NullMarked
package io.github.dhisadmin.sync.internal.remote;

import org.jspecify.annotations.NullMarked;
