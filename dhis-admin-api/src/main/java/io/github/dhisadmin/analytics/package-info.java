/** Analytics tables: what a DHIS2 server answers analytics requests from. */
@NullMarked
package io.github.dhisadmin.analytics;

import org.jspecify.annotations.NullMarked;
