/** Reads the jobs of the DHIS2 server. */
@NullMarked
package io.github.dhisadmin.jooq.internal.job.host;

import org.jspecify.annotations.NullMarked;
