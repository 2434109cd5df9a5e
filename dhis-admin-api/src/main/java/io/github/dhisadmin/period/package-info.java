/** DHIS2 period types, ISO period ids and their arithmetic. */
@NullMarked
package io.github.dhisadmin.period;

import org.jspecify.annotations.NullMarked;
