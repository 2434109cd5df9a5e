/** Tests that all schedulers run all jobs. */
@NullMarked
package io.github.dhisadmin.bench.scheduler;

import org.jspecify.annotations.NullMarked;
