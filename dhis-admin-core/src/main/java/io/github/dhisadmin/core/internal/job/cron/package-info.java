/** When cron expressions come true, by zone. */
@NullMarked
package io.github.dhisadmin.core.internal.job.cron;

import org.jspecify.annotations.NullMarked;
