/** A DHIS2 server that exists only in the test's process, and misbehaves when told to. */
@NullMarked
package io.github.dhisadmin.testkit.remote;

import org.jspecify.annotations.NullMarked;
