/** Plain JDBC for the benchmarks, so that what measures the library shares no code with it. */
@NullMarked
package io.github.dhisadmin.bench.sql;

import org.jspecify.annotations.NullMarked;
