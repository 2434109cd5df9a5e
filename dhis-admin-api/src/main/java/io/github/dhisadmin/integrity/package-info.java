/**
 * Integrity checks: what is wrong in the metadata of a DHIS2 database, where, and how to fix it.
 */
@NullMarked
package io.github.dhisadmin.integrity;

import org.jspecify.annotations.NullMarked;
