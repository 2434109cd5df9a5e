/** What kind of DHIS2 database the library found. */
@NullMarked
package io.github.dhisadmin.schema;

import org.jspecify.annotations.NullMarked;
