/** Data statistics: few scans, or a query for each number. */
@NullMarked
package io.github.dhisadmin.bench.statistics;

import org.jspecify.annotations.NullMarked;
