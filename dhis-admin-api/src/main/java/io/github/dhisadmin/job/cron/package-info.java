/** Cron expressions as DHIS2 writes them: read, checked, and told in words. */
@NullMarked
package io.github.dhisadmin.job.cron;

import org.jspecify.annotations.NullMarked;
