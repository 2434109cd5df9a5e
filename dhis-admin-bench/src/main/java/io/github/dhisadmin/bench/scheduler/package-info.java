/** The scheduler beside others that keep their jobs in PostgreSQL. */
@NullMarked
package io.github.dhisadmin.bench.scheduler;

import org.jspecify.annotations.NullMarked;
