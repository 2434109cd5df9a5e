/** The benchmarks of migrations. */
@NullMarked
package io.github.dhisadmin.bench.migration;

import org.jspecify.annotations.NullMarked;
