/** The databases that benchmarks run on. */
@NullMarked
package io.github.dhisadmin.bench.database;

import org.jspecify.annotations.NullMarked;
