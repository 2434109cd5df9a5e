/** Tests of the benchmarks of building analytics tables. */
@NullMarked
package io.github.dhisadmin.bench.analytics;

import org.jspecify.annotations.NullMarked;
