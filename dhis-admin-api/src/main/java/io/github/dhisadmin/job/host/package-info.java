/** The jobs of the DHIS2 server itself: what it will do with them, and why it does not. */
@NullMarked
package io.github.dhisadmin.job.host;

import org.jspecify.annotations.NullMarked;
