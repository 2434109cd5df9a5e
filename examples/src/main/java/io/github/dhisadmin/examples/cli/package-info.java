/** The {@code dhis-admin} command line: what an operator runs against a DHIS2 database. */
@NullMarked
package io.github.dhisadmin.examples.cli;

import org.jspecify.annotations.NullMarked;
