/** Copies metadata and data between two DHIS2 servers in tasks that outlive every process. */
@NullMarked
package io.github.dhisadmin.migration;

import org.jspecify.annotations.NullMarked;
